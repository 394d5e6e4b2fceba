import type { Finding, Level, Repaired } from '@checkout/schemas/doctor';
import { useQuery } from '@tanstack/react-query';
import { ActionButton } from '../actions/action-button.tsx';
import { useFormats, useMessages } from '../messages/speech.tsx';
import { ShownOnce } from '../page/shown-once.tsx';
import { Loaded } from '../page/states.tsx';
import { Status, type Tone } from '../page/tone.tsx';
import { useTRPC, useTRPCClient } from '../trpc.ts';

const TONES: Readonly<Record<Level, Tone>> = { good: 'good', warning: 'wait', bad: 'bad' };

/** How the installation stands, as one node sees it: settings, database, clocks, the page, and the registration at Inflow. */
export function DoctorSection() {
  const { doctor, action } = useMessages();
  const { dateTime } = useFormats();
  const trpc = useTRPC();
  const { console: api } = useTRPCClient();
  const query = useQuery(trpc.console.doctor.check.queryOptions());
  return (
    <Loaded query={query} rows={8}>
      {({ findings, at, inflowUrl }) => (
        <section className="panel form" aria-label={doctor.caption}>
          <p className="quiet">{doctor.intro(inflowUrl, dateTime(at))}</p>
          <div className="row">
            <button type="button" className="button" onClick={() => query.refetch()}>
              {query.isFetching ? doctor.checking : doctor.again}
            </button>
            {findings.some(({ repairable }) => repairable) && (
              <ActionButton
                words={action.repairWebhook}
                look="primary"
                act={async (reason) => {
                  const repaired = await api.doctor.repair.mutate({ reason });
                  return {
                    tone: repaired.secret === null ? 'good' : 'wait',
                    sentence: <WhatWasDone repaired={repaired} />,
                  };
                }}
              />
            )}
          </div>
          {byArea(findings).map(([area, of]) => (
            <section key={area}>
              <h2>{area in doctor.areas ? doctor.areas[area as keyof typeof doctor.areas] : area}</h2>
              <ul className="stack">
                {of.map(({ level, says, todo }) => (
                  <li key={says}>
                    <Status tone={TONES[level]}>{doctor.levels[level]}</Status> <span lang="en">{says}</span>
                    {todo !== null && (
                      <span className="block quiet" lang="en">
                        {todo}
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
    </Loaded>
  );
}

/** In the order in which the areas come. */
function byArea(findings: readonly Finding[]): [string, Finding[]][] {
  return [...Map.groupBy(findings, ({ area }) => area)];
}

function WhatWasDone({ repaired: { done, secret } }: { repaired: Repaired }) {
  const { doctor } = useMessages();
  return (
    <>
      {done.length === 0 && <p>{doctor.nothingDone}</p>}
      {done.map((each) => (
        <p key={each} lang="en">
          {each}
        </p>
      ))}
      {secret !== null && <ShownOnce label={doctor.secretTitle} hint={doctor.secret} value={secret} />}
    </>
  );
}
