import type { Decline } from '@checkout/schemas/decline';
import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { Notice } from '../page/notice.tsx';
import { SupportReference } from '../page/support-reference.tsx';
import { isTotalChanged } from './changed-total.ts';
import { declineSentence } from './decline-sentence.ts';

type DeclineNoticeProps = { decline: Decline; paymentId: string | undefined };

export function DeclineNotice({ decline, paymentId }: DeclineNoticeProps) {
  const messages = useMessages();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers return a promise here, which React would take for a clean-up.
    void notice.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const changed = isTotalChanged(decline);
  const heading = changed ? messages.decline.totalChangedHeading : messages.decline.heading;
  return (
    <Notice ref={notice} tone={changed ? 'info' : 'problem'} alert heading={heading}>
      <p>{declineSentence(decline, messages)}</p>
      {paymentId !== undefined && !changed && <SupportReference paymentId={paymentId} />}
    </Notice>
  );
}
