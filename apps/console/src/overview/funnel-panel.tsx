import type { Funnel } from '@checkout/schemas/report';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Empty } from '../page/states.tsx';

const STEPS = ['created', 'opened', 'typed', 'submitted', 'challenged', 'paid'] as const;

/** How far checkouts came. Shares are of those that were opened. */
export function FunnelPanel({ funnel }: { funnel: Funnel }) {
  const { overview: words } = useMessages();
  const { number, percent } = useFormats();
  if (funnel.created === 0) return <Empty title={words.none}>{words.noneNext}</Empty>;
  return (
    <table>
      <caption className="visually-hidden">{words.funnel}</caption>
      <thead>
        <tr>
          <th scope="col">{words.step}</th>
          <th scope="col" className="end">
            {words.count}
          </th>
          <th scope="col" className="end">
            {words.share}
          </th>
          <td className="bar-cell" />
        </tr>
      </thead>
      <tbody>
        {STEPS.map((step) => {
          const share = funnel.opened === 0 ? 0 : (100 * funnel[step]) / funnel.opened;
          return (
            <tr key={step}>
              <th scope="row">{words.funnelSteps[step]}</th>
              <td className="end number">{number(funnel[step])}</td>
              <td className="end number">{step === 'created' ? '' : percent(share)}</td>
              <td className="bar-cell">
                <meter
                  className="share"
                  aria-label={`${words.funnelSteps[step]}, ${words.ofOpened}`}
                  value={Math.min(share, 100)}
                  max={100}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
