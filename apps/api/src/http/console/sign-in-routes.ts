import { SIGN_IN_PATHS } from '@checkout/schemas/console-session';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ConsoleError } from '../../operators/console-error.ts';
import { signInByLink } from '../../operators/link.ts';
import { createLogin } from '../../operators/oidc.ts';
import type { SignInResult } from '../../operators/sign-in.ts';
import type { ConsoleDeps } from '../../operators/signed-in.ts';
import type { consoleCookies } from './cookies.ts';

type Options = {
  readonly deps: ConsoleDeps;
  readonly cookies: ReturnType<typeof consoleCookies>;
  readonly addressOf: (request: FastifyRequest) => string | null;
};

const tokenSchema = z.strictObject({ token: z.string().regex(/^[\w-]{20,100}$/) });
/** A path of the console alone: a sign-in must lead nowhere else. */
const returnSchema = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/)
  .catch('/');

/** `SIGN_IN_PATHS`: a sign-in ends with the session's cookie, or at the console's page for it with what was wrong. */
export function addSignIn(app: FastifyInstance, { deps, cookies, addressOf }: Options): void {
  const { consoleSettings } = deps;
  const { oidc } = consoleSettings;
  const login = oidc === null ? null : createLogin(deps, oidc);
  const fail = (reply: FastifyReply, problem: string) =>
    reply.redirect(`${consoleSettings.consoleUrl}${SIGN_IN_PATHS.page}?problem=${problem}`, 303);

  app.get(SIGN_IN_PATHS.start, async (request, reply) => {
    if (login === null) return fail(reply, 'link');
    const { to } = request.query as { to?: unknown };
    const begun = await login.begin(returnSchema.parse(to)).catch((err: unknown) => {
      deps.log.error({ err }, 'the login of the console (OIDC_ISSUER) cannot be used');
      return null;
    });
    if (begun === null) return fail(reply, 'failed');
    return reply.header('set-cookie', cookies.signIn.write(begun.token)).redirect(begun.url, 303);
  });

  app.get(SIGN_IN_PATHS.callback, async (request, reply) => {
    const token = cookies.signIn.read(request.headers.cookie);
    const result: SignInResult & { readonly returnTo?: string } =
      login === null || token === null
        ? { problem: 'expired' }
        : await login.finish({
            query: request.url.slice(SIGN_IN_PATHS.callback.length),
            token,
            address: addressOf(request),
          });
    reply.header('set-cookie', cookies.signIn.clear());
    if ('problem' in result) return fail(reply, result.problem);
    return reply
      .header('set-cookie', cookies.session.write(result.token))
      .redirect(`${consoleSettings.consoleUrl}${result.returnTo ?? '/'}`, 303);
  });

  app.post(SIGN_IN_PATHS.link, async (request, reply) => {
    const shown = tokenSchema.safeParse(request.body);
    // Where there is a login, no link was ever made.
    if (login !== null || !shown.success) throw new ConsoleError('NOT_SIGNED_IN');
    const result = await signInByLink(deps.db, shown.data.token, addressOf(request));
    if ('problem' in result) throw new ConsoleError('NOT_SIGNED_IN');
    return reply.code(204).header('set-cookie', cookies.session.write(result.token)).send();
  });
}
