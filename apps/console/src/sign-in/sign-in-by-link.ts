import { SIGN_IN_PATHS } from '@checkout/schemas/console-session';
import type { SignInProblem } from './sign-in-problem.ts';

/** Null once the browser has its cookie. The token came behind `#`, which no server was sent. */
export async function signInByLink(token: string): Promise<SignInProblem | null> {
  try {
    const response = await fetch(SIGN_IN_PATHS.link, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (response.ok) return null;
    return response.status === 401 ? 'expired' : 'failed';
  } catch {
    return 'failed';
  }
}
