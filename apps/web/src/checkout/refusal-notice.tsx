import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { Notice } from '../page/notice.tsx';
import type { RefusalNotice as Refusal } from './use-payment.ts';

export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const messages = useMessages();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    void notice.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Notice ref={notice} tone="problem" alert>
      <p>{messages.refusal[refusal]}</p>
    </Notice>
  );
}
