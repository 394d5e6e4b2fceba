/** SQLSTATE classes: 08 connection, 25006 read-only (a standby), 25P03, 25P04 and 55P03 time-outs of transactions and locks,
 * 28P01 a password that is being replaced, 40 conflicts (with other transactions, or with the replay on a standby), 53 resources,
 * 57014 statement time-out, 57P shutdown; then Node's and pg's own codes. */
const DOWN =
  /^(08...|25006|25P0[34]|28P01|40001|40P01|53...|55P03|57014|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
/** pg gives these no code. */
const DOWN_MESSAGES: ReadonlySet<string> = new Set([
  'Query read timeout',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
]);

/** Whether something failed because PostgreSQL could not be reached, rather than because of what was asked of it. */
export function isDatabaseDown(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string' && DOWN.test(each.code)) return true;
    if (DOWN_MESSAGES.has(each.message)) return true;
  }
  return false;
}
