import type { GivenConsent, MerchantPage } from '@checkout/schemas/merchant-page';
import type { Messages } from '../messages/messages.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { useMerchant } from '../page/merchant-context.tsx';
import { type LinkName, linksOf, MerchantLink } from '../page/merchant-links.tsx';

/** What a shopper agrees to, and what else has to be said before the order. */
const AGREED = ['terms', 'refundPolicy'] as const;
const READ = ['withdrawal', 'privacy'] as const;
const ID = 'field-consent';

/** Beside the pay button, what paying agrees to. `missing`: it has to be ticked, and is not. */
export function Consent({ missing }: { missing: boolean }) {
  const merchant = useMerchant();
  const { consent } = useMessages();
  const [agreed, read] = [linksOf(merchant, AGREED), linksOf(merchant, READ)];
  if (merchant.consent === null || agreed.length === 0) return null;
  const note = read.length > 0 && (
    <>
      {consent.note} <Links names={read} />
    </>
  );
  if (merchant.consent === 'line')
    return (
      <p className="consent">
        {consent.line} <Links names={agreed} />. {note}
      </p>
    );
  const errorId = `${ID}-error`;
  return (
    <div className="consent check">
      <input
        type="checkbox"
        id={ID}
        name="consent"
        required
        aria-invalid={missing}
        aria-describedby={missing ? errorId : undefined}
      />
      <label htmlFor={ID}>
        <span>
          {consent.tick} <Links names={agreed} />
        </span>
      </label>
      {missing && (
        <p id={errorId} className="field-note wrong">
          {consent.required}
        </p>
      )}
      {note !== false && <p className="field-note">{note}</p>}
    </div>
  );
}

function Links({ names }: { names: readonly LinkName[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ' · '}
      <MerchantLink name={name} />
    </span>
  ));
}

/** What the form says about it, as it is sent: the words that are shown. Undefined where there is nothing to agree to. */
export function readConsent(
  form: HTMLFormElement,
  merchant: Pick<MerchantPage, 'consent' | 'links'>,
  { consent, links }: Messages,
): GivenConsent | undefined {
  const agreed = linksOf(merchant, AGREED);
  if (merchant.consent === null || agreed.length === 0) return undefined;
  const said = (names: readonly LinkName[]) => names.map((name) => links[name]).join(' · ');
  const box = form.elements.namedItem('consent');
  const read = linksOf(merchant, READ);
  const agreement = `${merchant.consent === 'line' ? consent.line : consent.tick} ${said(agreed)}.`;
  const wording = read.length > 0 ? `${agreement} ${consent.note} ${said(read)}` : agreement;
  return { wording, accepted: box instanceof HTMLInputElement && box.checked };
}
