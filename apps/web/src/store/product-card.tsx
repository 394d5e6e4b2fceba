import type { CatalogProduct } from '@checkout/schemas/product';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { ProductArt } from './product-art.tsx';

export function ProductCard({ product, onAdd }: { product: CatalogProduct; onAdd: () => void }) {
  const { store } = useMessages();
  const formats = useFormats();
  const nameId = `product-${product.sku}`;
  return (
    <li className="product">
      <ProductArt sku={product.sku} />
      <div className="product-text">
        <h3 id={nameId}>{product.name}</h3>
        <p>{product.description}</p>
      </div>
      <div className="product-buy">
        <span className="product-price">{formats.money(product.price, product.currency)}</span>
        <button type="button" className="button" aria-describedby={nameId} onClick={onAdd}>
          {store.add}
        </button>
      </div>
    </li>
  );
}
