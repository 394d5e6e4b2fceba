export const LATE_NOTICE_ID = 'late';

/** The page's code has taken over: nothing is missing any more. */
export function removeLateNotice(): void {
  document.getElementById(LATE_NOTICE_ID)?.remove();
}
