import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { Notice } from '../page/notice.tsx';
import type { RefusalNotice as Refusal } from './use-payment.ts';

export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const messages = useMessages();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <Notice ref={notice} tone="problem" alert>
      <p>{messages.refusal[refusal]}</p>
    </Notice>
  );
}
