import { useEffect, useRef } from 'react';
import { useFormats, useMessages } from '../messages/messages-context.tsx';
import { Notice } from '../page/notice.tsx';
import type { RefusalNotice as Refusal } from './use-payment.ts';

type RefusalNoticeProps = {
  refusal: Refusal;
  /** Seconds, from the refusal on; null when nobody said. */
  retryAfter: number | null;
};

export function RefusalNotice({ refusal, retryAfter }: RefusalNoticeProps) {
  const messages = useMessages();
  const formats = useFormats();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    void notice.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Notice ref={notice} tone="problem" alert>
      <p>{messages.refusal[refusal]}</p>
      {retryAfter !== null && <p>{messages.waiting.until(formats.inSeconds(retryAfter))}</p>}
    </Notice>
  );
}
