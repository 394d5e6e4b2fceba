import type { Overview } from '@checkout/schemas/console-overview';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AttentionList } from '../attention/attention-lists.ts';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Notice, Status } from '../page/tone.tsx';

const listOf = (kind: AttentionList): LinkProps => ({ to: '/attention/$kind', params: { kind } });

/** What was paid today, and what needs a person now: each number leads to its rows. */
export function AttentionFigures({ overview }: { overview: Overview }) {
  const { overview: words } = useMessages();
  const { money, number, duration } = useFormats();
  const { unresolved, waitingEvents } = overview;
  const needs: { name: string; count: number; link: LinkProps; more?: ReactNode }[] = [
    {
      name: words.unresolved,
      count: unresolved.count,
      link: listOf('unresolved'),
      more: words.oldest(duration(unresolved.oldestSeconds)),
    },
    { name: words.stray, count: overview.stray, link: listOf('stray') },
    { name: words.unacknowledged, count: overview.unacknowledged, link: listOf('unacknowledged') },
    { name: words.refundsFailed, count: overview.refundsFailed, link: listOf('refundFailed') },
    { name: words.approvals, count: overview.approvals, link: { to: '/approvals' } },
    { name: words.deadWebhooks, count: overview.deadWebhooks, link: listOf('deliveries') },
    { name: words.pausedEndpoints, count: overview.pausedEndpoints, link: { to: '/endpoints' } },
    {
      name: words.waitingEvents,
      count: waitingEvents.count,
      link: { to: '/endpoints' },
      more: words.oldest(duration(waitingEvents.oldestSeconds)),
    },
  ];
  const present = needs.filter(({ count }) => count > 0);
  return (
    <>
      {overview.cardTesting && <Notice tone="bad">{words.cardTesting}</Notice>}
      <dl className="figures">
        {overview.today.map(({ currency, amountInCents, count }) => {
          const before = overview.yesterday.find((each) => each.currency === currency);
          return (
            <div key={currency} className="figure">
              <dt>
                {words.today}, {currency}
              </dt>
              <dd>
                {money(amountInCents, currency)}
                <small>
                  {words.paidCount(count, number(count))}
                  {before !== undefined && (
                    <>
                      {' '}
                      · {words.yesterday} {money(before.amountInCents, currency)}
                    </>
                  )}
                </small>
              </dd>
            </div>
          );
        })}
        <div className="figure">
          <dt>{words.comparison}</dt>
          <dd>
            <small className="large">{words.ago(duration(overview.comparisonAgeSeconds))}</small>
          </dd>
        </div>
      </dl>
      <section className="panel">
        <h2>{words.now}</h2>
        {present.length === 0 ? (
          <Status tone="good">{words.allWell}</Status>
        ) : (
          <ul className="needs">
            {present.map(({ name, count, link, more }) => (
              <li key={name}>
                <Link {...link}>
                  <strong className="number">{number(count)}</strong> {name}
                </Link>
                {more !== undefined && <span className="quiet"> {more}</span>}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
