import * as z from 'zod/mini';
import { reasonSchema } from './console-operator.ts';
import {
  createEndpointSchema,
  endpointRefSchema,
  rotateSecretSchema,
  updateEndpointSchema,
} from './endpoint.ts';

/** As in `SERVICE_TOKENS` (README, "Service tokens"). */
export const TOKEN_SCOPES = ['read', 'pay', 'refund', 'events', 'metrics'] as const;
export const tokenScopeSchema = z.enum(TOKEN_SCOPES);

/** `console.tokens.list`. Those of the environment are listed too, and cannot be revoked here. */
export const tokensSchema = z.object({
  tokens: z.array(
    z.object({
      /** Null for one of the environment. */
      tokenId: z.nullable(z.string()),
      name: z.string(),
      scopes: z.array(tokenScopeSchema),
      /** Whether it sees only what its own name has made. */
      own: z.boolean(),
      createdAt: z.nullable(z.string()),
      createdByName: z.nullable(z.string()),
      endsAt: z.nullable(z.string()),
      /** To the hour; null where it was never used. */
      lastUsedAt: z.nullable(z.string()),
    }),
  ),
});
export type Tokens = z.output<typeof tokensSchema>;

/** `console.tokens.create` */
export const createTokenSchema = z.strictObject({
  name: z.string('required').check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'invalid')),
  scopes: z.array(tokenScopeSchema).check(z.minLength(1, 'required'), z.maxLength(5, 'too_long')),
  own: z._default(z.boolean('invalid'), false),
  /** 1 to 730. */
  expiresInDays: z.int('required').check(z.minimum(1, 'below_minimum'), z.maximum(730, 'above_maximum')),
  reason: reasonSchema,
});
export type CreateToken = z.output<typeof createTokenSchema>;
/** The token is shown this once. */
export const createdTokenSchema = z.object({ tokenId: z.string(), token: z.string(), endsAt: z.string() });

/** `console.doctor.repair`: what `console.doctor.check` calls repairable. */
export const repairByHandSchema = z.strictObject({ reason: reasonSchema });

/** `console.tokens.revoke` */
export const revokeTokenSchema = z.strictObject({
  tokenId: z.string('required').check(z.regex(/^tok_[A-Za-z0-9_-]{1,64}$/, 'invalid')),
  reason: reasonSchema,
});

const withReason = { reason: reasonSchema };
/** `console.endpoints.*`: as the service procedures, each with a reason. */
export const consoleCreateEndpointSchema = z.strictObject({ ...createEndpointSchema.shape, ...withReason });
export const consoleUpdateEndpointSchema = z.strictObject({ ...updateEndpointSchema.shape, ...withReason });
export const consoleEndpointActionSchema = z.strictObject({ ...endpointRefSchema.shape, ...withReason });
export const consoleRotateSecretSchema = z.strictObject({ ...rotateSecretSchema.shape, ...withReason });

/** `console.settings`: read from the environment; changed there alone. */
export const settingsSchema = z.object({
  publicUrl: z.string(),
  testMode: z.boolean(),
  store: z.boolean(),
  confirmation: z.enum(['explicit', 'automatic']),
  orphanCharges: z.enum(['report', 'refund']),
  /** Null: any https address. */
  returnOrigins: z.nullable(z.array(z.string())),
  /** Null: no event is written. */
  unacknowledgedAfterMinutes: z.nullable(z.int()),
  /** What is kept for how long (docs/retention.md), in days. */
  retention: z.object({ unusedSessionsDays: z.int(), webhooksDays: z.int(), countedAttemptsHours: z.int() }),
  /** Cents up to which a role refunds alone. */
  refundLimits: z.array(
    z.object({
      role: z.string(),
      limits: z.array(z.object({ currency: z.string(), amountInCents: z.int() })),
    }),
  ),
  signIn: z.enum(['oidc', 'link']),
});
export type ConsoleSettings = z.output<typeof settingsSchema>;
