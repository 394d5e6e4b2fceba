import { useFormats, useMessages } from '../messages/speech.tsx';
import type { Outputs } from '../trpc.ts';

type Trying = Outputs['endpoints']['deliveries']['deliveries'][number]['attempts'][number];

/** What an endpoint answered to the last try, if there was one. */
export function LastAnswer({ last }: { last: Trying | null }) {
  const { payment, states } = useMessages();
  const { dateTime } = useFormats();
  if (last === null) return states.none;
  return (
    <details>
      <summary>{last.status === null ? payment.noAnswer : String(last.status)}</summary>
      <time dateTime={last.at}>{dateTime(last.at)}</time>
      <pre>{last.answer}</pre>
    </details>
  );
}
