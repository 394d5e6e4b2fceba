import './store.css';
import type { CatalogProduct } from '@checkout/schemas/product';
import { useQuery } from '@tanstack/react-query';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { PageShell } from '../page/page-shell.tsx';
import { LoadingPage, QueryProblem, useLastingError } from '../page/query-states.tsx';
import { catalogQuery, unreadDelay } from '../queries.ts';
import { useClient } from '../trpc.ts';
import { cartLines, useCart } from './cart.ts';
import { CartPanel } from './cart-panel.tsx';
import { ProductCard } from './product-card.tsx';
import { useCheckOut } from './use-check-out.ts';

export function StorePage() {
  const client = useClient();
  const catalog = useQuery({
    ...catalogQuery(client),
    refetchInterval: ({ state }) => unreadDelay(state),
  });
  const error = useLastingError(catalog.error);

  if (catalog.data !== undefined) {
    return (
      <PageShell>
        <Store products={catalog.data} />
      </PageShell>
    );
  }
  if (error === null) return <LoadingPage />;
  return (
    <PageShell width="narrow">
      <QueryProblem error={error} retrying={catalog.isFetching} onRetry={() => void catalog.refetch()} />
    </PageShell>
  );
}

function Store({ products }: { products: readonly CatalogProduct[] }) {
  const { store } = useMessages();
  const formats = useFormats();
  const announce = useAnnounce();
  const { cart, setQuantity, opened } = useCart();
  const { busy, problem, checkOut } = useCheckOut(opened);
  const lines = cartLines(cart, products);

  function add(product: CatalogProduct) {
    const quantity = (cart[product.sku] ?? 0) + 1;
    setQuantity(product.sku, quantity);
    announce(store.added(product.name, formats.number(quantity)));
  }

  return (
    <div className="store">
      <div className="store-intro">
        <PageHeading text={store.heading} />
        <p>{store.intro}</p>
      </div>
      <section aria-labelledby="products-heading" className="store-products">
        <h2 id="products-heading" className="visually-hidden">
          {store.products}
        </h2>
        <ul className="products">
          {products.map((product) => (
            <ProductCard
              key={product.sku}
              product={product}
              inCart={cart[product.sku] ?? 0}
              onAdd={() => add(product)}
            />
          ))}
        </ul>
      </section>
      <CartPanel
        lines={lines}
        busy={busy}
        problem={problem}
        onQuantity={setQuantity}
        onCheckOut={() => void checkOut(lines)}
      />
    </div>
  );
}
