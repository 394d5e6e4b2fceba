import type { DeclinesReport } from '@checkout/schemas/report';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty } from '../page/states.tsx';
import type { PaymentsSearch } from '../search-params.ts';
import { declineWords } from '../statuses/decline.ts';
import { dayAfter } from './span.ts';

type DeclinesPanelProps = { declines: DeclinesReport; span: { from: string; to: string } };

/** Why, and of which cards and countries; each name leads to its payments. */
export function DeclinesPanel({ declines, span }: DeclinesPanelProps) {
  const messages = useMessages();
  const { overview: words } = messages;
  const { number, percent } = useFormats();
  const { attempts, declined, threeDs } = declines;
  if (attempts === 0) return <Empty title={words.none}>{words.noneNext}</Empty>;
  const within = { createdFrom: span.from, createdTo: dayAfter(span.to) };
  return (
    <div className="form">
      <p className="sentence number">
        {words.declineRate(percent((100 * declined) / attempts), number(declined), number(attempts))}
      </p>
      {threeDs.challenged > 0 && (
        <p>
          {words.threeDs}:{' '}
          <span className="number">{percent((100 * threeDs.passed) / threeDs.challenged)}</span>{' '}
          <span className="quiet number">
            ({number(threeDs.passed)}/{number(threeDs.challenged)})
          </span>
        </p>
      )}
      <div className="breakdowns">
        <Breakdown
          title={words.byReason}
          head={words.reasonName}
          rows={declines.byReason.map(({ declineCode, count }) => ({
            name: declineWords(messages, declineCode),
            search: { ...within, declineCode },
            declined: count,
            of: declined,
          }))}
        />
        <Breakdown
          title={words.byBrand}
          head={words.brandName}
          rows={declines.byBrand.map(({ cardBrand, count, declined: some }) => ({
            name: cardBrand ?? words.unknownBrand,
            search: cardBrand === null ? null : { ...within, cardBrand },
            declined: some,
            of: count,
          }))}
        />
        <Breakdown
          title={words.byCountry}
          head={words.countryName}
          rows={declines.byCountry.map(({ country, count, declined: some }) => ({
            name: country ?? words.unknownBrand,
            search: country === null ? null : { ...within, country },
            declined: some,
            of: count,
          }))}
        />
      </div>
    </div>
  );
}

type BreakdownRow = { name: ReactNode; search: PaymentsSearch | null; declined: number; of: number };

function Breakdown({ title, head, rows }: { title: string; head: string; rows: BreakdownRow[] }) {
  const { overview: words } = useMessages();
  const { number, percent } = useFormats();
  if (rows.length === 0) return null;
  return (
    <table>
      <caption className="table-title">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="end">
            {words.declined}
          </th>
          <th scope="col" className="end">
            {words.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, search, declined, of }) => (
          <tr key={String(name)}>
            <th scope="row">
              {search === null ? (
                name
              ) : (
                <Link to="/payments" search={search} className="row-link">
                  {name}
                </Link>
              )}
            </th>
            <td className="end number">{number(declined)}</td>
            <td className="end number">{of === 0 ? '' : percent((100 * declined) / of)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
