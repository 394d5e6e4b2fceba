import { z } from 'zod';
import { countryCodes } from './countries.ts';
import { conditionalProblems } from './create-rules.ts';
import type { Dialect } from './dialect.ts';
import { isEmail } from './email.ts';
import { badRequest } from './refusal.ts';
import { type DocumentedFields, unknownFieldProblems } from './unknown-fields.ts';

const text = (limit = 500) =>
  z
    .string({ error: 'must be a string' })
    .min(1, { error: 'should not be empty' })
    .max(limit, { error: `must be shorter than or equal to ${limit} characters` });

const integer = (least: number, most: number) =>
  z
    .int({ error: 'must be an integer number' })
    .min(least, { error: `must not be less than ${least}` })
    .max(most, { error: `must not be greater than ${most}` });

const flag = z.boolean({ error: 'must be a boolean value' });
const url = z.url({ protocol: /^https?$/, error: 'must be a URL address' });

const product = z.object(
  { name: text(), price: integer(0, 99_999_999), quantity: integer(1, 100_000) },
  { error: 'must be an object' },
);

/** Shape inferred from the sibling card-host endpoint that starts a subscription. */
const card = z.object(
  {
    number: z
      .string({ error: 'must be a string' })
      .max(40, { error: 'must be shorter than or equal to 40 characters' }),
    expMonth: z.int({ error: 'must be an integer number' }),
    expYear: z.int({ error: 'must be an integer number' }),
    cvc: z
      .string({ error: 'must be a string' })
      .max(10, { error: 'must be shorter than or equal to 10 characters' }),
  },
  { error: 'must be an object' },
);

/** Field order is message order, as in the documented validation error. */
const fields = {
  currency: z.enum(['EUR', 'USD'], { error: 'must be one of the following values: EUR, USD' }),
  products: z
    .array(product, { error: 'must be an array' })
    .min(1, { error: 'should not be empty' })
    .max(1000, { error: 'must contain no more than 1000 elements' }),
  customerEmail: z.string({ error: 'must be an email' }).refine(isEmail, { error: 'must be an email' }),
  billingCountry: z
    .string({ error: 'must be a valid ISO31661 Alpha2 code' })
    .refine((code) => countryCodes.has(code), { error: 'must be a valid ISO31661 Alpha2 code' }),
  purchasingAsBusiness: flag,
  postalCode: text(20).optional(),
  businessName: text().optional(),
  taxId: text(50).optional(),
  firstName: text().optional(),
  lastName: text().optional(),
  pricingMode: z
    .enum(['TAX_EXCLUSIVE', 'TAX_INCLUSIVE'], {
      error: 'must be one of the following values: TAX_EXCLUSIVE, TAX_INCLUSIVE',
    })
    .default('TAX_EXCLUSIVE'),
  threeDsSuccessUrl: url.optional(),
  threeDsFailureUrl: url.optional(),
  metadatas: z.record(z.string(), z.unknown(), { error: 'must be an object' }).optional(),
};

const createSchema = z.object({
  ...fields,
  savePaymentMethod: flag.default(false),
  useCustomerPaymentMethod: flag.default(false),
  autoConfirm: flag.default(false),
  card: card.optional(),
});

const updateSchema = z.object({ ...fields, pricingMode: fields.pricingMode.unwrap() }).partial();

export type CreateInput = z.output<typeof createSchema>;
export type UpdateInput = z.output<typeof updateSchema>;

const sentence = (issue: z.core.$ZodIssue): string =>
  issue.path.length === 0 ? 'body must be an object' : `${issue.path.join('.')} ${issue.message}`;

/** `null` where a field is optional means "not given", as in class-validator. */
function withoutNulls(body: unknown): unknown {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

const namesIn = ({ shape }: z.ZodObject): ReadonlySet<string> => new Set(Object.keys(shape));
const inner = { product: namesIn(product), card: namesIn(card) };
const documentedInCreate = { own: namesIn(createSchema), ...inner };
const documentedInUpdate = { own: namesIn(updateSchema), ...inner };

const unknownFields = (body: unknown, { unknownFields }: Dialect, documented: DocumentedFields): string[] =>
  unknownFields === 'refused' ? unknownFieldProblems(body, documented) : [];

function check<T>(schema: z.ZodType<T>, body: unknown): { value: T | undefined; problems: string[] } {
  const result = schema.safeParse(withoutNulls(body));
  if (result.success) return { value: result.data, problems: [] };
  return { value: undefined, problems: [...new Set(result.error.issues.map(sentence))] };
}

/** Parses a create request. @throws Refusal 400 with one sentence per problem. */
export function readCreate(body: unknown, dialect: Dialect): CreateInput {
  const { value, problems } = check(createSchema, body);
  const all = [
    ...unknownFields(body, dialect, documentedInCreate),
    ...problems,
    ...conditionalProblems(withoutNulls(body), 'create'),
  ];
  if (value === undefined || all.length > 0) throw badRequest(all);
  return value;
}

/** Parses an update. Its conditional rules are checked on the merged payment, by {@link checkMerged}. */
export function readUpdate(body: unknown, dialect: Dialect): UpdateInput {
  const { value, problems } = check(updateSchema, body ?? {});
  const all = [...unknownFields(body, dialect, documentedInUpdate), ...problems];
  if (value === undefined || all.length > 0) throw badRequest(all);
  return value;
}

export function checkMerged(merged: unknown): void {
  const problems = conditionalProblems(merged, 'update');
  if (problems.length > 0) throw badRequest(problems);
}
