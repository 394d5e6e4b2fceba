// Without zod, because the console's first pages need it.

/** With which the console's page says that a person has touched it since its last request: the session is not idle. */
export const ACTIVITY_HEADER = { name: 'console-activity', value: 'person' } as const;

/**
 * Paths of the console's server beside `/trpc`. `start`: begins a sign-in at the merchant's login, and returns to `?to=<path>`. `page`:
 * the console's own page for it; a link that signs in once is this page with the token behind `#`, which the page posts to `link` as JSON
 * `{ token }` (204, or 401). A sign-in that failed ends at `page?problem=<one of SIGN_IN_PROBLEMS>`.
 */
export const SIGN_IN_PATHS = {
  start: '/auth/sign-in',
  callback: '/auth/callback',
  link: '/auth/link',
  page: '/sign-in',
} as const;
/** `link`: there is no login here; open the printed link. `role`: none of the person's groups has a role. `blocked`: by an admin. */
export const SIGN_IN_PROBLEMS = ['link', 'role', 'blocked', 'expired', 'failed'] as const;
