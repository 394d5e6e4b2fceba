import { useMessages } from '../messages/messages-context.tsx';
import { Notice } from '../page/notice.tsx';
import { isSafeUrl } from '../safe-url.ts';

/** While a 3DS challenge is open: whoever came back without an answer can go on there. */
export function BankNotice({ redirectUrl, leaving }: { redirectUrl: string; leaving: boolean }) {
  const { bank } = useMessages();
  if (!isSafeUrl(redirectUrl)) return null;
  return (
    <Notice tone="info" heading={bank.heading}>
      <p>{leaving ? bank.redirecting : bank.body}</p>
      <p>
        <a className="button primary" href={redirectUrl} rel="noreferrer">
          {bank.continue}
        </a>
      </p>
      {!leaving && <p>{bank.or}</p>}
    </Notice>
  );
}
