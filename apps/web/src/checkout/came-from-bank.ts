/** In the history entry of a checkout page that follows the way back from the bank. */
export const FROM_BANK = 'from bank';

/** Whether the shopper has just come back from the bank. True once: not after a reload, and not on the way back from the shop. */
export function cameFromBank(): boolean {
  if (typeof window === 'undefined' || window.history.state !== FROM_BANK) return false;
  window.history.replaceState(null, '');
  return true;
}
