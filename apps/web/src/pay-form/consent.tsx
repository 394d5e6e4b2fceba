import type { GivenConsent, MerchantPage } from '@checkout/schemas/merchant-page';
import type { Messages } from '../messages/messages.ts';
import { useMessages } from '../messages/messages-context.tsx';
import { useMerchant } from '../page/merchant-context.tsx';
import { type LinkName, linksOf, MerchantLink } from '../page/merchant-links.tsx';

/** What a shopper agrees to; the rest is in the footer. */
const AGREED = ['terms', 'refundPolicy'] as const;

/** Beside the pay button, what paying agrees to. `missing`: it has to be ticked, and is not. */
export function Consent({ missing }: { missing: boolean }) {
  const merchant = useMerchant();
  const { consent, problems } = useMessages();
  const agreed = linksOf(merchant, AGREED);
  if (merchant.consent === null || agreed.length === 0) return null;
  if (merchant.consent === 'line')
    return (
      <p className="consent">
        {consent.line} <Links names={agreed} />
      </p>
    );
  return (
    <div className="consent check">
      <input
        type="checkbox"
        id="field-consent"
        name="consent"
        aria-invalid={missing}
        aria-describedby={missing ? 'consent-error' : undefined}
      />
      <label htmlFor="field-consent">
        <span>
          {consent.tick} <Links names={agreed} />
        </span>
      </label>
      {missing && (
        <p id="consent-error" className="field-note wrong">
          {problems.required}
        </p>
      )}
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
  const box = form.elements.namedItem('consent');
  const words = merchant.consent === 'line' ? consent.line : consent.tick;
  const wording = `${words} ${agreed.map((name) => links[name]).join(' · ')}`;
  return { wording, accepted: box instanceof HTMLInputElement && box.checked };
}
