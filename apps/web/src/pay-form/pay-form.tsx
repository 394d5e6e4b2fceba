import type { FieldErrors } from '@checkout/schemas/field-problem';
import type { GivenConsent } from '@checkout/schemas/merchant-page';
import type { PayForm as FilledForm } from '@checkout/schemas/pay-form';
import type { SessionView } from '@checkout/schemas/session';
import {
  type FocusEvent,
  type InputEvent,
  type ReactNode,
  type SubmitEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { AcceptedCards } from '../card-form/card-brands.tsx';
import { CardFields } from '../card-form/card-fields.tsx';
import { useMessages } from '../messages/messages-context.tsx';
import { useAnnounce } from '../page/announcer.tsx';
import { isOnline, whenIdle } from '../page/browser-state.ts';
import { useMerchant } from '../page/merchant-context.tsx';
import { useDrawing, useShownTexts } from '../page/shown-texts.tsx';
import { BillingFields } from './billing-fields.tsx';
import { Consent, readConsent } from './consent.tsx';
import { type Draft, readDraft } from './draft.ts';
import { useDrafts } from './drafts.tsx';
import { EmailField } from './email-field.tsx';
import { fieldToCorrect } from './field-to-correct.ts';
import { fieldProblemsOf } from './form-problems.ts';
import { type FormValues, isFieldName, readMethod } from './form-values.ts';
import { loadFormRules } from './load-form-rules.ts';
import { MethodChoice } from './method-choice.tsx';
import { isOrderLawOf } from './order-law.ts';
import { PayButton, type Work } from './pay-button.tsx';
import { readTaxBasis, type TaxBasisValues } from './tax-basis.ts';
import { takeUpTyped } from './typed-before.ts';
import { useFormProblems } from './use-form-problems.ts';
import { useLockedFields } from './use-locked-fields.ts';
import type { QuoteState } from './use-quote.ts';
import { useUntoldChanges } from './use-untold-changes.ts';

type PayFormProps = {
  view: SessionView;
  work: Work;
  quote: QuoteState;
  basis: TaxBasisValues;
  onBasis: (basis: TaxBasisValues) => void;
  /** What the fields begin with. */
  first: Draft;
  /** Counts the outcomes after which the card's fields, or only the CVC, have to be empty. */
  forget: { readonly card: number; readonly cvc: number };
  /** Counts the declines of what was submitted here. */
  declines: number;
  /** Hidden, it keeps what was typed. */
  shown: boolean;
  /**
   * `total`: what the shopper saw on the button, null where it named no amount. Resolves to the server's errors on fields, if it had
   * any. Does nothing during another submission.
   */
  onPay: (
    input: FilledForm,
    agreed: { total: number | null; consent: GivenConsent | undefined },
  ) => Promise<FieldErrors | null>;
  onUnmarkedProblem: () => void;
  /** The rules of the form could not be loaded. */
  onNotReady: () => void;
  /** The document did not show the amounts that the shopper would have agreed to. */
  onAltered: () => void;
  /** Above the card, where the shopper looks for what to change. */
  notices: ReactNode;
  /** Directly above the button. */
  review: ReactNode;
};

export function PayForm(props: PayFormProps) {
  const { view, work, quote, forget, declines } = props;
  const messages = useMessages();
  const { checkout, form: texts } = messages;
  const merchant = useMerchant();
  const [consentMissing, setConsentMissing] = useState(false);
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const fields = useFormProblems(form);
  // A service vouches for the customer: the card that is saved for this e-mail address may be used, or replaced.
  const isVouched = view.savedCard !== null;
  const [method, setMethod] = useState<FormValues['method']>(view.savedCard?.hint ? 'saved' : 'card');
  const paysWithSaved = isVouched && method === 'saved';
  const problems = { ...quote.problems, ...fields.problems };

  useEffect(() => {
    const cvc = form.current?.elements.namedItem('cvc');
    if (forget.cvc > 0 && cvc instanceof HTMLInputElement) cvc.value = '';
  }, [forget.cvc]);

  useEffect(() => whenIdle(() => loadFormRules().catch(() => {})), []);

  const drafts = useDrafts();
  const { sessionId, customerEmail } = view;
  // What the form begins with must not take the place of what was kept.
  const isTakenUp = useRef(false);
  useEffect(() => {
    // Not within this effect: a problem that is found is shown immediately, which would run it again.
    queueMicrotask(() => {
      if (form.current !== null) takeUpTyped(form.current, drafts.of(sessionId, customerEmail));
      isTakenUp.current = true;
    });
  }, [drafts, sessionId, customerEmail]);

  const drawing = useDrawing();
  useLockedFields(form, work !== 'idle');
  const shownTexts = useShownTexts();
  const latest = useRef({ props, method, fields });
  latest.current = { props, method, fields };
  useEffect(() => {
    if (declines === 0) return;
    // Not within this effect: the field's problem is shown before the focus moves there.
    queueMicrotask(() => {
      const { props: now, fields: marks } = latest.current;
      const { outcome } = now.view;
      const correction = outcome?.status === 'declined' ? fieldToCorrect(outcome.decline.code) : null;
      if (correction !== null && marks.decline(correction.field, correction.problem)) return;
      form.current?.querySelector<HTMLElement>('.decline')?.focus({ preventScroll: true });
    });
  }, [declines]);
  const follow = useCallback(() => {
    if (form.current === null) return;
    const { props: now, method: shown } = latest.current;
    const basis = readTaxBasis(form.current);
    if (JSON.stringify(basis) !== JSON.stringify(now.basis)) now.onBasis(basis);
    const chosen = readMethod(form.current);
    if (chosen !== shown) setMethod(chosen);
    if (!isTakenUp.current) return;
    const draft = readDraft(form.current, drafts.of(sessionId));
    if (draft !== null) drafts.keep(sessionId, draft);
  }, [drafts, sessionId]);
  useUntoldChanges(form, follow);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (work === 'idle') void checkAndPay();
  }

  /** A second submission may get here too, before the first has changed anything: `onPay` lets one through. */
  async function checkAndPay() {
    // The button says why.
    if (!isOnline()) return;
    // Fields may have been filled without a word, and may ask for others, or for another total.
    flushSync(follow);
    const { quote } = latest.current.props;
    if (!shownTexts.areIntact()) return props.onAltered();
    const checked = await fields.check().catch(() => null);
    if (checked === null) return props.onNotReady();
    const { input, problems: found } = checked;
    fields.showAll(found);
    const count = Object.keys(found).length;
    if (count > 0) announce(texts.wrongFields(count));
    else if (input === null) props.onUnmarkedProblem();
    else if (!agrees()) announce(messages.problems.required);
    else if (quote.updating) announce(checkout.stillUpdating);
    else void pay(input, quote.totals?.total ?? null);
  }

  const givenConsent = () =>
    form.current === null ? undefined : readConsent(form.current, merchant, messages);

  /** Where the shopper has to tick that they agree, the box is shown to them. */
  function agrees(): boolean {
    const lacks = merchant.consent === 'checkbox' && givenConsent()?.accepted === false;
    setConsentMissing(lacks);
    const box = form.current?.elements.namedItem('consent');
    if (lacks && box instanceof HTMLInputElement) box.focus();
    return !lacks;
  }

  async function pay(input: FilledForm, total: number | null) {
    const errors = await props.onPay(input, { total, consent: givenConsent() });
    if (errors === null) return;
    const { problems: refused, others } = fieldProblemsOf(errors);
    fields.showAll(refused);
    if (others || Object.keys(refused).length === 0) props.onUnmarkedProblem();
  }

  function typed(event: InputEvent<HTMLFormElement>) {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    if (target.name === 'consent') setConsentMissing(false);
    follow();
    if (isFieldName(target.name)) fields.typed(target.name, target.value);
  }

  function left(event: FocusEvent<HTMLFormElement>) {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    if (isFieldName(target.name)) void fields.left(target.name);
  }

  return (
    // POST to nowhere, so that a card gets neither into an address nor to a server, not even when this page's code fails.
    <form
      ref={form}
      method="post"
      action="about:blank"
      className="pay-form"
      hidden={!props.shown}
      noValidate
      onSubmit={submit}
      onInput={typed}
      onBlur={left}
    >
      <section aria-labelledby="contact-heading">
        <h2 id="contact-heading">{checkout.contact}</h2>
        <EmailField problem={problems.email} defaultValue={props.first.email} readOnly={isVouched} />
      </section>
      <section className="payment" aria-labelledby="payment-heading">
        <h2 id="payment-heading">{checkout.payment}</h2>
        <AcceptedCards />
        {props.notices}
        {view.savedCard !== null && (
          <MethodChoice hint={view.savedCard.hint} method={method} onMethod={setMethod} />
        )}
        {!paysWithSaved && (
          <CardFields
            key={forget.card}
            problems={problems}
            mayBeSaved={isVouched}
            name={forget.card > 0 ? (drafts.of(sessionId)?.name ?? '') : props.first.name}
          />
        )}
      </section>
      <section aria-labelledby="billing-heading">
        <h2 id="billing-heading">{checkout.billing}</h2>
        <BillingFields basis={props.basis} first={props.first} problems={problems} />
      </section>
      {props.review}
      {merchant.consent === 'checkbox' && <Consent missing={consentMissing} />}
      <PayButton
        key={drawing}
        view={view}
        work={work}
        shown={quote}
        byLaw={isOrderLawOf(props.basis.country)}
      />
      {merchant.consent === 'line' && <Consent missing={false} />}
    </form>
  );
}
