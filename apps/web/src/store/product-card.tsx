import type { CatalogProduct } from '@checkout/schemas/product';
import { useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';
import { ProductArt } from './product-art.tsx';

export function ProductCard({ product, onAdd }: { product: CatalogProduct; onAdd: () => void }) {
  const { store } = useMessages();
  const nameId = `product-${product.sku}`;
  return (
    <li className="product">
      <ProductArt sku={product.sku} />
      <div className="product-text">
        <h3 id={nameId}>
          <bdi>{product.name}</bdi>
        </h3>
        <p>
          <bdi>{product.description}</bdi>
        </p>
      </div>
      <div className="product-buy">
        <span className="product-price">
          <Amount cents={product.price} currency={product.currency} />
        </span>
        <button type="button" className="button" aria-describedby={nameId} onClick={onAdd}>
          {store.add}
        </button>
      </div>
    </li>
  );
}
