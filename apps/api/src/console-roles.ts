import { ROLES, type Role } from '@checkout/schemas/console-operator';

/** Which group of the merchant's login has which role. */
export type GroupRoles = ReadonlyMap<string, Role>;

/** Reads `group:role`; a group's name may itself contain colons. Null for anything else. */
export function readGroupRoles(entries: readonly string[]): GroupRoles | null {
  const roles = new Map<string, Role>();
  for (const entry of entries) {
    const [, group, named] = /^(.+):([a-z]+)$/.exec(entry) ?? [];
    const role = ROLES.find((each) => each === named);
    if (group === undefined || role === undefined) return null;
    roles.set(group, role);
  }
  return roles;
}

/** The highest role of a person's groups; null where none has one. */
export function roleOf(groups: readonly string[], roles: GroupRoles): Role | null {
  const held = new Set(groups.map((group) => roles.get(group)));
  return ROLES.findLast((role) => held.has(role)) ?? null;
}

/** Cents up to which a person of this role refunds alone; null: any currency that has no limit of its own. */
export type RefundLimit = {
  readonly role: Role;
  readonly currency: string | null;
  readonly amountInCents: number;
};

/** Reads `role:cents` and `role:currency:cents`. Null for anything else. */
export function readRefundLimits(entries: readonly string[]): RefundLimit[] | null {
  const limits: RefundLimit[] = [];
  for (const entry of entries) {
    const [, named, currency, cents] = /^([a-z]+):(?:(EUR|USD):)?(\d{1,9})$/.exec(entry) ?? [];
    const role = ROLES.find((each) => each === named);
    if (role === undefined || cents === undefined) return null;
    limits.push({ role, currency: currency ?? null, amountInCents: Number(cents) });
  }
  return limits;
}

/** What a person of this role refunds alone, in cents: nothing where no limit is named. */
export function refundLimitOf(limits: readonly RefundLimit[], role: Role, currency: string): number {
  const ofRole = limits.filter((limit) => limit.role === role);
  const limit =
    ofRole.find((each) => each.currency === currency) ?? ofRole.find((each) => each.currency === null);
  return limit?.amountInCents ?? 0;
}
