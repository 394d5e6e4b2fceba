import { useQuery } from '@tanstack/react-query';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { Loaded } from '../page/states.tsx';
import { useTRPC } from '../trpc.ts';

/** What the environment says. Read here, changed there. */
export function GeneralSection() {
  const { settings: words, states, roles } = useMessages();
  const { number, money } = useFormats();
  const trpc = useTRPC();
  const query = useQuery(trpc.console.settings.queryOptions());
  const yes = (is: boolean) => (is ? states.yes : states.no);
  return (
    <Loaded query={query}>
      {(settings) => (
        <>
          <p className="quiet">{words.fromEnvironment}</p>
          <div className="pair">
            <section className="panel">
              <h2>{words.general}</h2>
              <dl className="facts">
                <dt>{words.publicUrl}</dt>
                <dd>
                  <a href={settings.publicUrl}>{settings.publicUrl}</a>
                </dd>
                <dt>{words.testMode}</dt>
                <dd>{yes(settings.testMode)}</dd>
                <dt>{words.store}</dt>
                <dd>{yes(settings.store)}</dd>
                <dt>{words.confirmation}</dt>
                <dd>{words.confirmations[settings.confirmation]}</dd>
                <dt>{words.orphanCharges}</dt>
                <dd>{words.orphans[settings.orphanCharges]}</dd>
                <dt>{words.returnOrigins}</dt>
                <dd>{settings.returnOrigins?.join(', ') ?? words.anyOrigin}</dd>
                <dt>{words.unacknowledged}</dt>
                <dd>
                  {settings.unacknowledgedAfterMinutes === null
                    ? words.never
                    : words.after(number(settings.unacknowledgedAfterMinutes))}
                </dd>
                <dt>{words.signIn}</dt>
                <dd>{words.signIns[settings.signIn]}</dd>
              </dl>
            </section>
            <div className="stack">
              <section className="panel">
                <h2>{words.limits}</h2>
                <dl className="facts">
                  {settings.refundLimits.map(({ role, limits }) => (
                    <div key={role} className="fact">
                      <dt>{role in roles ? roles[role as keyof typeof roles] : role}</dt>
                      <dd>
                        {limits.length === 0
                          ? words.unlimited
                          : limits
                              .map(({ currency, amountInCents }) =>
                                words.upTo(money(amountInCents, currency)),
                              )
                              .join(', ')}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
              <section className="panel">
                <h2>{words.retention}</h2>
                <dl className="facts">
                  <dt>{words.unusedSessions}</dt>
                  <dd>{words.daysLong(number(settings.retention.unusedSessionsDays))}</dd>
                  <dt>{words.webhooks}</dt>
                  <dd>{words.daysLong(number(settings.retention.webhooksDays))}</dd>
                  <dt>{words.countedAttempts}</dt>
                  <dd>{words.hoursLong(number(settings.retention.countedAttemptsHours))}</dd>
                </dl>
              </section>
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}
