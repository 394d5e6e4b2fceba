import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useId, useMemo } from 'react';
import { CURRENCIES } from '../currencies.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { useNow } from '../page/now.ts';
import { PageHeading } from '../page/page-heading.tsx';
import { Loaded } from '../page/states.tsx';
import { useChanges } from '../page/use-changes.ts';
import { compact } from '../search-params.ts';
import { TableSkeleton } from '../table/skeleton.tsx';
import { useTRPC } from '../trpc.ts';
import { AttentionFigures } from './attention-figures.tsx';
import { DeclinesPanel } from './declines-panel.tsx';
import { FunnelPanel } from './funnel-panel.tsx';
import { SPANS, spanOf } from './span.ts';

// The numbers come first: the library that draws is loaded meanwhile.
const SummaryPanels = lazy(async () => ({ default: (await import('./summary-panels.tsx')).SummaryPanels }));

const route = getRouteApi('/');

export function OverviewPage() {
  const { overview } = useMessages();
  const { number } = useFormats();
  const trpc = useTRPC();
  const now = useNow();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useChanges();
  const days = SPANS.find((each) => String(each) === search.days) ?? 30;
  const currency = CURRENCIES.find((each) => each === search.currency) ?? 'EUR';
  const span = useMemo(() => spanOf(days, now), [days, now]);
  const input = { from: span.from, to: span.to, currency };
  const kept = { placeholderData: keepPreviousData };
  const attention = useQuery(trpc.console.overview.queryOptions());
  const summary = useQuery(trpc.console.reports.summary.queryOptions(input, kept));
  const declines = useQuery(trpc.console.reports.declines.queryOptions(input, kept));
  const funnel = useQuery(trpc.console.reports.funnel.queryOptions(input, kept));
  const ids = { days: useId(), currency: useId() };
  const set = (name: string, value: string) =>
    navigate({ search: compact({ ...search, [name]: value }), replace: true });
  return (
    <>
      <PageHeading
        title={overview.title}
        actions={
          <div className="filters">
            <div className="field">
              <label htmlFor={ids.days}>{overview.span}</label>
              <select
                id={ids.days}
                className="control"
                value={days}
                onChange={({ target }) => set('days', target.value)}
              >
                {SPANS.map((each) => (
                  <option key={each} value={each}>
                    {overview.days(number(each))}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor={ids.currency}>{overview.currency}</label>
              <select
                id={ids.currency}
                className="control"
                value={currency}
                onChange={({ target }) => set('currency', target.value)}
              >
                {CURRENCIES.map((each) => (
                  <option key={each}>{each}</option>
                ))}
              </select>
            </div>
          </div>
        }
      />
      <Loaded query={attention} rows={3}>
        {(data) => <AttentionFigures overview={data} />}
      </Loaded>
      <div className="halves">
        <Loaded query={summary}>
          {(data) => (
            <Suspense fallback={<TableSkeleton />}>
              <SummaryPanels summary={data} span={span} currency={currency} />
            </Suspense>
          )}
        </Loaded>
        <section className="panel">
          <h2>{overview.funnel}</h2>
          <Loaded query={funnel}>{(data) => <FunnelPanel funnel={data} />}</Loaded>
        </section>
        <section className="panel whole">
          <h2>{overview.declines}</h2>
          <Loaded query={declines}>{(data) => <DeclinesPanel declines={data} span={span} />}</Loaded>
        </section>
      </div>
    </>
  );
}
