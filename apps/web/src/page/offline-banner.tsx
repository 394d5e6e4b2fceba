import { useEffect, useRef } from 'react';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from './announcer.tsx';
import { useOnline } from './use-online.ts';

export function OfflineBanner() {
  const online = useOnline();
  const announce = useAnnounce();
  const { page } = useMessages();

  const wasOffline = useRef(false);

  useEffect(() => {
    if (!online) announce(page.offline);
    else if (wasOffline.current) announce(page.online);
    wasOffline.current = !online;
  }, [online, announce, page]);

  return online ? null : <p className="offline-banner">{page.offline}</p>;
}
