/** What a cookie of the console is called, and how it is written. */
export type ConsoleCookie = {
  read(header: string | undefined): string | null;
  /** A value of the header `Set-Cookie`. */
  write(value: string): string;
  clear(): string;
};

type Kind = {
  readonly name: string;
  /** `Lax` only for what has to come back with a redirect from the merchant's login. */
  readonly sameSite: 'Strict' | 'Lax';
  /** Seconds; null: until the browser ends. */
  readonly maxAge: number | null;
};

const SESSION: Kind = { name: 'console', sameSite: 'Strict', maxAge: null };
const SIGN_IN: Kind = { name: 'console-sign-in', sameSite: 'Lax', maxAge: 600 };

/**
 * With the prefix `__Host-`: only this very host over https can have set them, for itself alone (RFC 6265bis, 4.1.3.2). A browser takes no
 * such cookie over http, so on a loopback address without https they go without the prefix and without `Secure`; that is for the sandbox
 * on one's own machine, where a program that could listen could read the browser as well.
 */
export function consoleCookies(consoleUrl: string): {
  readonly session: ConsoleCookie;
  readonly signIn: ConsoleCookie;
} {
  const isSecure = consoleUrl.startsWith('https:');
  return { session: cookie(SESSION, isSecure), signIn: cookie(SIGN_IN, isSecure) };
}

function cookie({ name: plain, sameSite, maxAge }: Kind, isSecure: boolean): ConsoleCookie {
  const name = isSecure ? `__Host-${plain}` : plain;
  const attributes = `Path=/; HttpOnly; SameSite=${sameSite}${isSecure ? '; Secure' : ''}`;
  return {
    read(header) {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${name}=`))
        .map((pair) => pair.slice(name.length + 1));
      const [value] = values;
      // Two of one name: one of them is not ours.
      return values.length === 1 && value !== undefined && /^[\w-]{20,100}$/.test(value) ? value : null;
    },
    write: (value) => `${name}=${value}; ${attributes}${maxAge === null ? '' : `; Max-Age=${maxAge}`}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
  };
}
