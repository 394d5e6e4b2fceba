/** As in the addresses. */
export const ATTENTION_LISTS = [
  'unresolved',
  'stray',
  'unacknowledged',
  'refundFailed',
  'deliveries',
] as const;
export type AttentionList = (typeof ATTENTION_LISTS)[number];

export function isAttentionList(value: string): value is AttentionList {
  return (ATTENTION_LISTS as readonly string[]).includes(value);
}
