import * as z from 'zod/mini';
import { mayBeKept, text, upTo } from './text.ts';

/** From the least to the most: each may do what those before it may. */
export const ROLES = ['viewer', 'support', 'finance', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.output<typeof roleSchema>;

/**
 * What the console can be used for, and the first role that may. `view`: see everything, with personal data masked. `viewCustomer`: see
 * personal data. `refund`: up to the role's limit alone. `approve`: refunds that need a second person. `stray`: stray charges. `release`:
 * automatic refunds after a restore. `doctor`: how the installation stands, and the registration at Inflow.
 */
export const PERMISSIONS = {
  view: 'viewer',
  viewCustomer: 'support',
  refund: 'support',
  closeAttempt: 'support',
  expireSession: 'support',
  paymentLink: 'support',
  unblock: 'support',
  replay: 'support',
  approve: 'finance',
  stray: 'finance',
  export: 'finance',
  endpoints: 'admin',
  tokens: 'admin',
  page: 'admin',
  people: 'admin',
  release: 'admin',
  doctor: 'admin',
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof PERMISSIONS;
export const permissionSchema = z.enum(Object.keys(PERMISSIONS) as [Permission, ...Permission[]]);

/** Whether a role may do it. The api decides; a page only leaves out what would be refused. */
export function mayDo(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission]);
}

/** Why a person acts, in their words. No personal data: the audit trail keeps it for ever. */
export const reasonSchema = text(500);

export const operatorIdSchema = z.string('required').check(z.regex(/^op_[A-Za-z0-9_-]{1,64}$/, 'invalid'));

export const operatorSchema = z.object({
  operatorId: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  role: roleSchema,
});
export type Operator = z.output<typeof operatorSchema>;

/** `console.me`: who is signed in, and what they may do. Amounts in cents, dates ISO 8601 in UTC. */
export const meSchema = z.object({
  operator: operatorSchema,
  permissions: z.array(permissionSchema),
  /** Up to this amount they refund alone. */
  refundLimits: z.array(z.object({ currency: z.string(), amountInCents: z.int() })),
  signedInAt: z.string(),
  /** The session ends then at the latest. */
  endsAt: z.string(),
  /** It ends this many minutes after the last call. */
  idleMinutes: z.int(),
  /** Whether payments are only simulated. */
  testMode: z.boolean(),
  /** Where the shoppers' page is. */
  publicUrl: z.string(),
});
export type Me = z.output<typeof meSchema>;

/** `console.signOut`: this session, or every session of this person. */
export const signOutSchema = z.strictObject({ everywhere: z._default(z.boolean('invalid'), false) });

/** `console.people.list` */
export const peopleSchema = z.object({
  people: z.array(
    z.object({
      ...operatorSchema.shape,
      /** Of a blocked person no sign-in is accepted. */
      blocked: z.boolean(),
      lastSignInAt: z.nullable(z.string()),
      /** How many of their sessions have not ended. */
      sessions: z.int(),
    }),
  ),
});
export type People = z.output<typeof peopleSchema>;

/** `console.people.block`: also ends all of their sessions. `people.unblock`, `people.signOut`. */
export const personActionSchema = z.strictObject({ operatorId: operatorIdSchema, reason: reasonSchema });

/** `console.people.audit`: what people have looked at and done, newest first. */
export const listAuditSchema = z.strictObject({
  operatorId: z.optional(operatorIdSchema),
  action: z.optional(z.string('invalid').check(upTo(64), mayBeKept)),
  limit: z._default(
    z.int('invalid').check(z.minimum(1, 'below_minimum'), z.maximum(100, 'above_maximum')),
    50,
  ),
  cursor: z.nullish(z.string().check(z.regex(/^\d{1,15}$/, 'invalid'))),
});
export type ListAudit = z.output<typeof listAuditSchema>;
export const auditPageSchema = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      /** `operator:<id>`, `service:<name>`, `shopper`, `webhook`, `reconciler`. */
      actor: z.string(),
      /** Of an operator: their name. */
      actorName: z.nullable(z.string()),
      action: z.string(),
      /** The IP address that an operator's call came from. */
      address: z.nullable(z.string()),
      reason: z.nullable(z.string()),
      paymentId: z.nullable(z.string()),
      /** `ref_…` */
      reference: z.nullable(z.string()),
      from: z.nullable(z.string()),
      to: z.nullable(z.string()),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});
export type AuditPage = z.output<typeof auditPageSchema>;
