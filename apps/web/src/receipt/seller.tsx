import { useMessages } from '../messages/messages-context.tsx';
import { useMerchant } from '../page/merchant-context.tsx';

/** Who sells, and that Inflow, merchant of record, takes the payment. */
export function Seller() {
  const { receipt } = useMessages();
  const { seller } = useMerchant();
  return (
    <div className="seller">
      {seller !== null && (
        <address>
          <b>{receipt.soldBy}</b>
          {[seller.name, ...seller.address, seller.vatId].map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines never move, and two may be equal
            <bdi key={index}>{line}</bdi>
          ))}
        </address>
      )}
      <p>{receipt.reseller}</p>
    </div>
  );
}
