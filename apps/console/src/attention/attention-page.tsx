import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { MissingPage } from '../page/broken-page.tsx';
import { PageHeading } from '../page/page-heading.tsx';
import { useChanges } from '../page/use-changes.ts';
import { useTRPC } from '../trpc.ts';
import { ATTENTION_LISTS, type AttentionList, isAttentionList } from './attention-lists.ts';
import { DeadWebhooks } from './dead-webhooks.tsx';
import { PaymentsToAttend } from './payments-to-attend.tsx';
import { SessionsToAttend } from './sessions-to-attend.tsx';

const route = getRouteApi('/attention/$kind');

export function AttentionPage() {
  const { kind } = route.useParams();
  return isAttentionList(kind) ? <Attention kind={kind} /> : <MissingPage />;
}

function Attention({ kind }: { kind: AttentionList }) {
  const { attention } = useMessages();
  const { number } = useFormats();
  const trpc = useTRPC();
  useChanges();
  const { data: overview } = useQuery(trpc.console.overview.queryOptions());
  const counts = overview && {
    unresolved: overview.unresolved.count,
    stray: overview.stray,
    unacknowledged: overview.unacknowledged,
    refundFailed: overview.refundsFailed,
    deliveries: overview.deadWebhooks,
  };
  return (
    <>
      <PageHeading title={attention.title} intro={attention.intro} />
      <nav className="tabs" aria-label={attention.title}>
        {ATTENTION_LISTS.map((list) => (
          <Link
            key={list}
            to="/attention/$kind"
            params={{ kind: list }}
            activeProps={{}}
            aria-current={list === kind ? 'page' : undefined}
          >
            {attention[list]}
            {counts !== undefined && <span className="number quiet">{number(counts[list])}</span>}
          </Link>
        ))}
      </nav>
      <p className="quiet">{attention.explain[kind]}</p>
      <section className="panel flush" aria-label={attention[kind]}>
        <ListOf key={kind} kind={kind} />
      </section>
    </>
  );
}

function ListOf({ kind }: { kind: AttentionList }) {
  switch (kind) {
    case 'unresolved':
    case 'unacknowledged':
      return <SessionsToAttend kind={kind} />;
    case 'stray':
      return <PaymentsToAttend filter={{ stray: true }} />;
    case 'refundFailed':
      return <PaymentsToAttend filter={{ refund: 'failed' }} />;
    case 'deliveries':
      return <DeadWebhooks />;
    default:
      return kind satisfies never;
  }
}
