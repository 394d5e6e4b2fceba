import { type Account, CLIENT, type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { type Programs, startPrograms } from './programs.ts';

/** The merchant's people, each with a role of their own. */
export const PEOPLE = {
  vera: { name: 'Vera Viewer', email: 'vera@shop.example', groups: ['readers'] },
  sam: { name: 'Sam Support', email: 'sam@shop.example', groups: ['support'] },
  fay: { name: 'Fay Finance', email: 'fay@shop.example', groups: ['books'] },
  finn: { name: 'Finn Finance', email: 'finn@shop.example', groups: ['books'] },
  ada: { name: 'Ada Admin', email: 'ada@shop.example', groups: ['admins'] },
  nora: { name: 'Nora None', email: 'nora@shop.example', groups: ['warehouse'] },
} as const satisfies Record<string, Account>;
export type Person = keyof typeof PEOPLE;

/** Cents that support refunds alone, and that finance does. */
export const LIMITS = { support: 10_000, finance: 50_000 };

export type ConsolePrograms = Programs & {
  readonly consoleUrl: string;
  readonly login: IdentityProvider;
};

/** All programs, with a console whose people sign in at a real provider. */
export async function startConsolePrograms(): Promise<ConsolePrograms> {
  await using starting = new AsyncDisposableStack();
  const login = starting.use(await startIdentityProvider(PEOPLE));
  const programs = starting.use(
    await startPrograms({
      apiVariables: {
        CONSOLE_PORT: '0',
        OIDC_ISSUER: login.issuer,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET: CLIENT.secret,
        CONSOLE_ROLES: 'readers:viewer,support:support,books:finance,admins:admin',
        CONSOLE_REFUND_LIMIT: `support:${LIMITS.support},finance:${LIMITS.finance},admin:${LIMITS.finance}`,
      },
    }),
  );
  const consoleUrl = /^Console: (\S+)$/m.exec(programs.apiOutput())?.[1];
  if (consoleUrl === undefined) throw new Error('The api did not say where the console is');
  login.serve(consoleUrl);
  const running = starting.move();
  return { ...programs, consoleUrl, login, [Symbol.asyncDispose]: () => running.disposeAsync() };
}
