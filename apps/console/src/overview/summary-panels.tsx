import type { Summary } from '@checkout/schemas/report';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty } from '../page/states.tsx';
import { Plot, type PlotSeries } from '../plots/plot.tsx';
import { dayAfter } from './span.ts';

type SummaryPanelsProps = { summary: Summary; span: { days: string[] }; currency: string };

/** What was paid on each day, and what of it is left; a day opens its payments. */
export function SummaryPanels({ summary, span, currency }: SummaryPanelsProps) {
  const { overview: words } = useMessages();
  const formats = useFormats();
  const navigate = useNavigate();
  const byDay = useMemo(
    () => new Map(summary.days.filter((day) => day.currency === currency).map((day) => [day.day, day])),
    [summary, currency],
  );
  const amounts = useMemo(
    (): PlotSeries[] => [
      {
        label: words.paid,
        look: 'bars',
        values: span.days.map((day) => byDay.get(day)?.paid.amountInCents ?? 0),
      },
      {
        label: words.net,
        look: 'dashed',
        values: span.days.map((day) => byDay.get(day)?.net.amountInCents ?? 0),
      },
    ],
    [words, span, byDay],
  );
  const counts = useMemo(
    (): PlotSeries[] => [
      { label: words.count, look: 'bars', values: span.days.map((day) => byDay.get(day)?.paid.count ?? 0) },
    ],
    [words, span, byDay],
  );
  const axis = useMemo(() => (cents: number) => formats.shortMoney(cents, currency), [formats, currency]);
  const countAxis = useMemo(
    () => (count: number) => (Number.isInteger(count) ? formats.number(count) : ''),
    [formats],
  );
  const open = (day: string) =>
    navigate({ to: '/payments', search: { createdFrom: day, createdTo: dayAfter(day), currency } });
  if (byDay.size === 0)
    return (
      <section className="panel whole">
        <h2>{words.amounts}</h2>
        <Empty title={words.none}>{words.noneNext}</Empty>
      </section>
    );
  const { median, p90 } = summary.timeToPay;
  return (
    <>
      <section className="panel whole">
        <h2>{words.amounts}</h2>
        <p className="legend">
          <span>{words.keyPaid}</span>
          <span>{words.keyNet}</span>
          <span>{words.pick}</span>
        </p>
        <Plot
          label={words.amountsLabel(currency)}
          days={span.days}
          series={amounts}
          axis={axis}
          day={formats.day}
          onPick={open}
        />
        <DaysTable days={[...byDay.values()]} />
      </section>
      <section className="panel">
        <h2>{words.counts}</h2>
        <Plot
          label={words.countsLabel}
          days={span.days}
          series={counts}
          axis={countAxis}
          day={formats.day}
          onPick={open}
        />
        {median !== null && (
          <dl className="facts">
            <dt>{words.timeToPay}</dt>
            <dd>
              {words.median} {formats.duration(median)}
              {p90 !== null && <span className="quiet">, {words.p90(formats.duration(p90))}</span>}
            </dd>
          </dl>
        )}
      </section>
    </>
  );
}

/** The same numbers to read, and with links for the keyboard. */
function DaysTable({ days }: { days: Summary['days'] }) {
  const { overview: words } = useMessages();
  const formats = useFormats();
  return (
    <details className="plot-table">
      <summary>{words.asTable}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reached with the keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={words.asTable}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" className="end">
                {words.count}
              </th>
              <th scope="col" className="end">
                {words.paid}
              </th>
              <th scope="col" className="end">
                {words.refunded}
              </th>
              <th scope="col" className="end">
                {words.reversed}
              </th>
              <th scope="col" className="end">
                {words.net}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, currency, paid, refunded, reversed, net }) => (
              <tr key={day}>
                <th scope="row">
                  <Link
                    to="/payments"
                    search={{ createdFrom: day, createdTo: dayAfter(day), currency }}
                    className="row-link"
                  >
                    {formats.day(day)}
                  </Link>
                </th>
                <td className="end number">{formats.number(paid.count)}</td>
                <td className="end amount">{formats.money(paid.amountInCents, currency)}</td>
                <td className="end amount">{formats.money(refunded.amountInCents, currency)}</td>
                <td className="end amount">{formats.money(reversed.amountInCents, currency)}</td>
                <td className="end amount">{formats.money(net.amountInCents, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
