/**
 * Whose the pages are: what a deployment sets (a file, over it the console), what a session sets besides, and what a page is told.
 */
import * as z from 'zod/mini';
import { appearanceSchema, SCHEMES } from './appearance.ts';
import { merchantUrlSchema } from './merchant-url.ts';
import { emailSchema, optionalText, orAbsent, text } from './text.ts';

const mailtoSchema = z.string('invalid').check(
  z.refine((value) => {
    const [, address] = /^mailto:([^?]+)$/i.exec(value) ?? [];
    return address !== undefined && z.safeParse(emailSchema, address).success;
  }, 'invalid'),
);

const optionalUrl = orAbsent(merchantUrlSchema, { empty: true });

/** The merchant's own pages, as https URLs. */
export const linksSchema = z.strictObject({
  /** Terms and conditions: the shopper agrees to them by paying. */
  terms: optionalUrl,
  /** Of the right to withdraw from the contract. */
  withdrawal: optionalUrl,
  refundPolicy: optionalUrl,
  privacy: optionalUrl,
  /** Who is responsible for the shop. */
  imprint: optionalUrl,
  /** A page, or `mailto:` an e-mail address. */
  support: orAbsent(z.union([merchantUrlSchema, mailtoSchema], 'invalid'), { empty: true }),
});
export type Links = z.output<typeof linksSchema>;

/** Who sells, as the receipt says it. */
export const sellerSchema = z.strictObject({
  name: text(120),
  /** Street, town, country: a line each. */
  address: z.array(text(120)).check(z.minLength(1, 'required'), z.maxLength(6, 'too_long')),
  vatId: optionalText(32),
});
export type Seller = z.output<typeof sellerSchema>;

/**
 * `line`: a sentence under the pay button says what paying agrees to. `checkbox`: the shopper has to tick it. Either needs
 * `links.terms` or `links.refundPolicy`.
 */
export const CONSENT_KINDS = ['line', 'checkbox'] as const;
const consentKindSchema = z.enum(CONSENT_KINDS, 'invalid');

/** What a deployment sets: in the file, and over it in the console. What is left out is as in the one below. */
export const pageSettingsSchema = z.strictObject({
  appearance: orAbsent(appearanceSchema),
  links: orAbsent(linksSchema),
  seller: orAbsent(sellerSchema),
  /** `line` by default. */
  consent: orAbsent(consentKindSchema),
});
export type PageSettings = z.output<typeof pageSettingsSchema>;

const link = z.nullable(z.string());

/** What a page is told: everything resolved. A picture's and a font's `path` begin at the page's own origin. */
export const merchantPageSchema = z.object({
  name: z.string(),
  logo: z.nullable(z.object({ path: z.string(), width: z.int(), height: z.int() })),
  /** Null: as the pages are drawn. */
  accent: z.nullable(z.string()),
  radius: z.nullable(z.int()),
  font: z.nullable(z.object({ name: z.string(), path: z.nullable(z.string()) })),
  scheme: z.enum(SCHEMES),
  links: z.object({
    terms: link,
    withdrawal: link,
    refundPolicy: link,
    privacy: link,
    imprint: link,
    support: link,
  }),
  seller: z.nullable(
    z.object({ name: z.string(), address: z.array(z.string()), vatId: z.nullable(z.string()) }),
  ),
  /** What the shopper has to be told or asked; null where there is nothing to agree to. */
  consent: z.nullable(consentKindSchema),
});
export type MerchantPage = z.output<typeof merchantPageSchema>;

/** `checkout.pay`: the sentence about terms that the page showed, and that the shopper ticked it where that is asked for. */
export const givenConsentSchema = z.object({ wording: text(1000), accepted: z.boolean('invalid') });
export type GivenConsent = z.output<typeof givenConsentSchema>;

/** As it is kept with the attempt: the words, in the shopper's language, and where they led. */
export const keptConsentSchema = z.object({
  kind: consentKindSchema,
  wording: z.string(),
  terms: link,
  refundPolicy: link,
  /** ISO 8601, UTC. */
  at: z.string(),
});
export type KeptConsent = z.output<typeof keptConsentSchema>;
