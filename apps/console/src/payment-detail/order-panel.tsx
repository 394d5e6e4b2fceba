import type { PaymentDetail } from '@checkout/schemas/console-payment';
import { Link } from '@tanstack/react-router';
import { useFormats, useMessages } from '../messages/speech.tsx';

/** The session that it pays, and what the shop has said of it. */
export function OrderPanel({ detail: { session, payment } }: { detail: PaymentDetail }) {
  const { payment: words } = useMessages();
  const { dateTime } = useFormats();
  const metadatas = Object.entries(session?.metadatas ?? payment?.metadatas ?? {});
  if (session === null && metadatas.length === 0) return null;
  return (
    <section className="panel">
      <h2>{words.order}</h2>
      <dl className="facts">
        {session !== null && (
          <>
            <dt>{words.reference}</dt>
            <dd className="id">
              <Link to="/sessions/$reference" params={{ reference: session.reference }}>
                {session.reference}
              </Link>
            </dd>
            <dt>{words.createdAt}</dt>
            <dd>{dateTime(session.createdAt)}</dd>
            <dt>{words.createdBy}</dt>
            <dd>{session.createdBy}</dd>
            <dt>{words.expiresAt}</dt>
            <dd>{dateTime(session.expiresAt)}</dd>
            <dt>{words.acknowledgement}</dt>
            <dd>
              {session.acknowledgement === null
                ? words.notAcknowledged
                : words.acknowledged(session.acknowledgement.reference)}
            </dd>
          </>
        )}
        {metadatas.map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
