import { expect, test } from 'vitest';
import {
  type ConsoleClient,
  consoleUrlOf,
  cookieIn,
  createConsoleClient,
  pageHeaders,
  signIn,
  startConsoleWorld,
  useLink,
} from './support/console.ts';
import { CLIENT, startIdentityProvider } from './support/identity-provider.ts';
import { query } from './support/query.ts';
import { reasonOf, startWorld } from './support/world.ts';

const me = ({ console }: ConsoleClient) => console.me.query();

test('a printed link signs in once, and shows its token to no server but this', async () => {
  await using world = await startConsoleWorld();
  const url = consoleUrlOf(world);
  const link = (await world.api.console?.signInLink()) ?? null;
  expect(link).toMatch(/\/sign-in#[\w-]{43}$/);
  const first = await useLink(url, link);
  expect([first.status, first.headers.getSetCookie()[0]]).toEqual([
    204,
    expect.stringMatching(/^console=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  expect((await useLink(url, link)).status).toBe(401);
  expect(await me(createConsoleClient(url, cookieIn(first)))).toMatchObject({
    operator: { role: 'admin' },
    testMode: true,
  });
});

test('a link is over after ten minutes', async () => {
  await using world = await startConsoleWorld();
  const link = (await world.api.console?.signInLink()) ?? null;
  await query(world, `update sign_ins set ends_at = ends_at - interval '10 minutes'`);
  expect((await useLink(consoleUrlOf(world), link)).status).toBe(401);
});

test('a session ends: idle, after its longest time, when it is signed out, and with all others of the person', async () => {
  await using world = await startConsoleWorld();
  const idle = await signIn(world);
  await query(world, `update operator_sessions set seen_at = seen_at - interval '30 minutes'`);
  expect(await reasonOf(me(idle))).toBe('NOT_SIGNED_IN');

  const old = await signIn(world);
  await query(world, `update operator_sessions set ends_at = ends_at - interval '12 hours'`);
  expect(await reasonOf(me(old))).toBe('NOT_SIGNED_IN');

  const left = await signIn(world);
  await left.console.signOut.mutate({});
  expect(await reasonOf(me(left))).toBe('NOT_SIGNED_IN');

  const [here, there] = [await signIn(world), await signIn(world)];
  await query(world, `update operator_sessions set operator_id = (select max(id) from operators)`);
  await here.console.signOut.mutate({ everywhere: true });
  expect(await reasonOf(me(there))).toBe('NOT_SIGNED_IN');
});

test('an open tab reads by itself and its session goes idle; what a person does keeps it', async () => {
  await using world = await startConsoleWorld();
  const { console: operations, cookie, url } = await signIn(world);
  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/trpc/${path}`, {
      method: 'POST',
      headers: { ...pageHeaders(url, cookie), ...headers },
      body: '{}',
    });
  const isKeptBy = async (call: () => Promise<unknown>) => {
    await query(world, `update operator_sessions set seen_at = now() - interval '29 minutes'`);
    await call();
    const [row] = await query(
      world,
      `select seen_at > now() - interval '1 minute' as kept from operator_sessions`,
    );
    return row?.kept;
  };
  expect(await isKeptBy(() => operations.overview.query())).toBe(false);
  expect(await isKeptBy(() => post('console.me,console.overview?batch=1'))).toBe(false);
  expect(await isKeptBy(() => post('console.me', { 'console-activity': 'person' }))).toBe(true);
  expect(
    await isKeptBy(() =>
      operations.tokens.revoke.mutate({ tokenId: 'tok_none', reason: 'a test' }).catch(() => null),
    ),
  ).toBe(true);
  expect(
    await isKeptBy(() => fetch(`${url}/exports/payments.csv`, { headers: { cookie: cookie ?? '' } })),
  ).toBe(true);
});

test('what a person watches ends when their session is ended elsewhere', async () => {
  await using world = await startConsoleWorld();
  const [watching, admin] = [await signIn(world, 'viewer'), await signIn(world)];
  const { operator } = await me(watching);
  const response = await fetch(`${watching.url}/trpc/console.search.changes`, {
    headers: { cookie: watching.cookie ?? '', accept: 'text/event-stream' },
  });
  const seen: string[] = [];
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    seen.push(chunk);
    if (seen.join('').includes('"at"') && !seen.includes('ended')) {
      seen.push('ended');
      await admin.console.people.signOut.mutate({ operatorId: operator.operatorId, reason: 'a lost laptop' });
    }
  }
  expect(seen).toContain('ended');
});

test('an admin signs a person out, and blocks them; both are in the audit trail with the reason', async () => {
  await using world = await startConsoleWorld();
  const admin = await signIn(world, 'admin', 'Grace');
  const support = await signIn(world, 'support', 'Alan');
  const { operator } = await me(support);
  const { people } = admin.console;
  expect(await reasonOf(support.console.people.list.query())).toBe('NOT_ALLOWED');
  await people.block.mutate({ operatorId: operator.operatorId, reason: 'left the company' });
  expect(await reasonOf(me(support))).toBe('NOT_SIGNED_IN');
  expect((await people.list.query()).people).toContainEqual(
    expect.objectContaining({ name: 'Alan', blocked: true, sessions: 0 }),
  );
  expect((await people.audit.query({ action: 'operator.blocked' })).entries).toEqual([
    expect.objectContaining({
      actorName: 'Grace',
      to: operator.operatorId,
      reason: 'left the company',
      address: '127.0.0.1',
    }),
  ]);
});

test('a call that the page did not make is refused, with any cookie', async () => {
  await using world = await startConsoleWorld();
  const { cookie, url } = await signIn(world);
  const call = (path: string, init: RequestInit) =>
    fetch(`${url}${path}`, init).then(async (response) => [
      response.status,
      ((await response.json()) as { error?: { data?: { reason?: unknown } } }).error?.data?.reason,
    ]);
  const body = '{"everywhere":true}';
  const headers = pageHeaders(url, cookie);
  const { origin: _, ...without } = headers;
  const post = (changed: Record<string, string>) =>
    call('/trpc/console.signOut', { method: 'POST', headers: changed, body });
  expect(await post({ ...headers, origin: 'https://evil.example' })).toEqual([403, 'FOREIGN_ORIGIN']);
  expect(await post(without)).toEqual([403, 'FOREIGN_ORIGIN']);
  expect(await post({ ...headers, 'content-type': 'text/plain' })).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  const get = (path: string, more: Record<string, string> = {}) =>
    call(path, { headers: { cookie: cookie ?? '', ...more } });
  expect(await get('/trpc/console.me')).toEqual([405, 'METHOD_NOT_ALLOWED']);
  expect(await get('/trpc/console.search.changes', { 'sec-fetch-site': 'cross-site' })).toEqual([
    403,
    'FOREIGN_ORIGIN',
  ]);
  expect(await me(createConsoleClient(url, cookie))).toMatchObject({ operator: { role: 'admin' } });
});

test('neither port has what belongs to the other', async () => {
  await using world = await startConsoleWorld();
  const { cookie, url } = await signIn(world);
  const there = await fetch(`${world.api.url}/trpc/console.me`, { headers: { cookie: cookie ?? '' } });
  expect(there.status).toBe(404);
  const statusOf = async (path: string) =>
    (await fetch(`${url}${path}`, { headers: { cookie: cookie ?? '' } })).status;
  for (const path of ['/metrics', '/healthz', '/checkout/cs_1', '/openapi.json', '/csp-reports'])
    expect([path, await statusOf(path)]).toEqual([path, 404]);
  for (const path of ['/trpc/catalog.list', '/trpc/checkout.get'])
    expect([path, await statusOf(path)]).toEqual([path, 405]);
  const posted = await fetch(`${url}/trpc/checkout.get`, {
    method: 'POST',
    headers: pageHeaders(url, cookie),
    body: '{}',
  });
  expect(posted.status).toBe(404);
});

test('where money is real, or others could reach it, the console needs a login', async () => {
  const sandbox = { INFLOW_API_BASE_URL: 'http://127.0.0.1:1', INFLOW_CARD_BASE_URL: 'http://127.0.0.1:2' };
  await expect(startWorld({ ...sandbox, CONSOLE_PORT: '0', SANDBOX: 'off' })).rejects.toThrow(/^OIDC_ISSUER/);
  await expect(
    startWorld({ ...sandbox, CONSOLE_PORT: '0', CONSOLE_URL: 'https://console.shop.example' }),
  ).rejects.toThrow(/^OIDC_ISSUER/);
});

test("the merchant's login signs in with the highest role of the groups, and refuses who has none", async () => {
  let who = 'alan';
  await using provider = await startIdentityProvider(
    {
      alan: { name: 'Alan Turing', email: 'alan@shop.example', groups: ['staff', 'care', 'books'] },
      eve: { name: 'Eve', email: 'eve@shop.example', groups: ['staff'] },
    },
    () => who,
  );
  await using world = await startConsoleWorld({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    CONSOLE_ROLES: 'care:support,books:finance',
  });
  const url = consoleUrlOf(world);
  provider.serve(url);
  expect(await world.api.console?.signInLink()).toBeNull();

  const browser = createBrowser();
  const landed = await browser.open(`${url}/auth/sign-in?to=/payments`);
  expect(landed).toBe(`${url}/payments`);
  const client = createConsoleClient(url, browser.cookie(url, 'console'));
  expect((await me(client)).operator).toMatchObject({ name: 'Alan Turing', role: 'finance' });

  who = 'eve';
  expect(await createBrowser().open(`${url}/auth/sign-in`)).toBe(`${url}/sign-in?problem=role`);

  // Another browser brings the code of this one: it did not begin the sign-in.
  const [thief, owner] = [createBrowser(), createBrowser()];
  who = 'alan';
  const callback = await owner.open(`${url}/auth/sign-in`, (address) => address.includes('/auth/callback'));
  expect(await thief.open(callback)).toBe(`${url}/sign-in?problem=expired`);
  // Nor does a code of another state serve.
  const forged = callback.replace(/state=[^&]+/, 'state=another');
  expect(await owner.open(forged)).toBe(`${url}/sign-in?problem=failed`);
  expect(await owner.open(callback)).toBe(`${url}/sign-in?problem=expired`);

  await query(world, `update operators set blocked_at = now() where name = 'Alan Turing'`);
  expect(await createBrowser().open(`${url}/auth/sign-in`)).toBe(`${url}/sign-in?problem=blocked`);
  await query(world, 'update operators set blocked_at = null');

  // A sign-in leads nowhere but into the console.
  const elsewhere = createBrowser();
  expect(await elsewhere.open(`${url}/auth/sign-in?to=//evil.example`)).toBe(`${url}/`);
});

/** Follows redirects and keeps cookies, by host and port; ends at the first address that redirects no further. */
function createBrowser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (address: string) => {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  return {
    cookie: (address: string, name: string) => `${name}=${jarOf(address).get(name)}`,
    async open(start: string, until: (address: string) => boolean = () => false): Promise<string> {
      let address = start;
      for (let hops = 0; hops < 20 && !until(address); hops += 1) {
        const jar = jarOf(address);
        const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
        const response = await fetch(address, { headers: { cookie }, redirect: 'manual' });
        for (const set of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          if (name === undefined || value === undefined) continue;
          if (value === '' || /max-age=0|1970/i.test(set)) jar.delete(name);
          else jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (next === null) return address;
        address = new URL(next, address).href;
      }
      return address;
    },
  };
}
