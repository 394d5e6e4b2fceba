import type { CatalogProduct } from '@checkout/schemas/product';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Amount } from '../page/amount.tsx';

type ProductCardProps = {
  product: CatalogProduct;
  /** How many of it are in the cart. */
  inCart: number;
  onAdd: () => void;
};

export function ProductCard({ product, inCart, onAdd }: ProductCardProps) {
  const { store } = useMessages();
  const formats = useFormats();
  const nameId = `product-${product.sku}`;
  return (
    <li className="product">
      <ProductArt sku={product.sku} />
      {/* On the picture, so that nothing moves under the finger that adds one more; anew for each, so that it is seen to come. */}
      {inCart > 0 && (
        <p key={inCart} className="product-added">
          {store.inCart(formats.number(inCart))}
        </p>
      )}
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

const ARTS = 6;

/** A quiet picture for a product that has none, always the same for the same sku. */
function ProductArt({ sku }: { sku: string }) {
  const art = hash(sku) % ARTS;
  return (
    <svg
      className={`product-art art-${art}`}
      viewBox="0 0 320 200"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="art-ground" width="320" height="200" />
      {DRAWINGS[art]}
    </svg>
  );
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return value;
}

const DRAWINGS = [
  <g key="0">
    <circle className="art-a" cx="200" cy="112" r="62" />
    <path className="art-b" d="M0 150c60-36 110-8 160 6s110 8 160-22v66H0z" />
  </g>,
  <g key="1">
    <rect className="art-a" x="118" y="42" width="84" height="130" rx="42" />
    <circle className="art-b" cx="160" cy="84" r="26" />
  </g>,
  <g key="2">
    <path className="art-a" d="M70 170a90 90 0 0 1 180 0z" />
    <path className="art-b" d="M115 170a45 45 0 0 1 90 0z" />
  </g>,
  <g key="3">
    <rect className="art-a" x="84" y="52" width="108" height="108" rx="18" />
    <circle className="art-b" cx="206" cy="128" r="46" />
  </g>,
  <g key="4">
    <path className="art-a" d="M40 170 130 50l70 92 26-32 54 60z" />
    <circle className="art-b" cx="232" cy="62" r="20" />
  </g>,
  <g key="5">
    <circle className="art-a" cx="124" cy="104" r="54" />
    <circle className="art-b" cx="196" cy="104" r="54" />
  </g>,
];
