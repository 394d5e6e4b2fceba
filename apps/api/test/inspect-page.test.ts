import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VISITORS } from '../src/pages/integrity/browsers.ts';
import { type Build, readBuild } from '../src/pages/integrity/build.ts';
import { comparePage } from '../src/pages/integrity/compare-page.ts';
import { type Inspection, inspectCheckout } from '../src/pages/integrity/inspect-checkout.ts';
import { openReceiver } from '../src/pages/integrity/receive.ts';
import { createServiceCalls, INSPECTION_METADATA } from '../src/pages/integrity/service-calls.ts';
import { WEB_FOLDER } from '../src/paths.ts';
import { type Change, type Passing, startPageProxy } from './support/page-proxy.ts';
import { newSession, press, SERVICE_TOKEN, startWorld, type World } from './support/world.ts';

const COMMAND = fileURLToPath(new URL('../src/commands/inspect-page.ts', import.meta.url));
const PAY_ONLY = 'a-token-that-may-only-pay';
const EVIL = '<script src="https://evil.example/skim.js"></script>';

let world: World;
let build: Build;

beforeAll(async () => {
  const built = await readBuild(WEB_FOLDER);
  if (built === null) throw new Error('The web app is not built');
  build = built;
  world = await startWorld({ SERVICE_TOKENS: `tests:${SERVICE_TOKEN},payer[pay]:${PAY_ONLY}` });
  const sessionId = await newSession(world.shopper);
  const paid = await world.shopper.checkout.pay.mutate(press(sessionId));
  expect(paid).toMatchObject({ status: 'succeeded' });
});
afterAll(() => world[Symbol.asyncDispose]());

async function inspect(address: string, changes: Partial<Inspection> = {}) {
  await using receiver = openReceiver();
  return await inspectCheckout({
    address,
    build,
    receiver,
    session: { service: createServiceCalls(address, SERVICE_TOKEN) },
    receipt: 'newest',
    ...changes,
  });
}

/** Inspects the real pages behind a proxy. */
async function inspectBehind(change: Change) {
  await using proxy = await startPageProxy(world.api.url, change);
  return await inspect(proxy.url);
}

const isPage = ({ headers }: Passing) => String(headers['content-type']).startsWith('text/html');
const hasForm = (passing: Passing) => isPage(passing) && passing.body.includes('autoComplete="cc-number"');
const isReceipt = (passing: Passing) => isPage(passing) && passing.body.includes('class="receipt"');
const isExpired = (passing: Passing) => isPage(passing) && passing.body.includes('"status":"expired"');
const inject = (passing: Passing, tag: string, place = '</head>') => ({
  body: passing.body.replace(place, `${tag}${place}`),
});
const ALWAYS = 'in each of 18 requests';

test('unchanged pages: no difference, and every page is seen', async () => {
  const report = await inspectBehind(() => null);
  expect(report).toMatchObject({ differences: [], unseen: [], leftOut: [], pages: 7 });
  expect(report.inspected.join('\n')).toMatch(
    /open checkout page.*\n.*return from the bank.*\n.*page at \/.*\n.*unknown session.*\n.*unknown path.*\n.*receipt.*\n.*expired/,
  );
});

test.each<[string, Change, string[]]>([
  [
    'a script is injected only into a real checkout page with a form',
    (passing) => (hasForm(passing) ? inject(passing, EVIL) : null),
    [`The open checkout page runs a script from elsewhere: https://evil.example (${ALWAYS})`],
  ],
  [
    'a script is injected only into a receipt',
    (passing) => (isReceipt(passing) ? inject(passing, EVIL) : null),
    [`The receipt page runs a script from elsewhere: https://evil.example (${ALWAYS})`],
  ],
  [
    'a script is injected only into an expired page',
    (passing) => (isExpired(passing) ? inject(passing, '<script>steal()</script>', '</body>') : null),
    [`The page of an expired session has an inline script that is not in the inventory (${ALWAYS})`],
  ],
  [
    'the policy is dropped only where the form is',
    (passing) => {
      const { 'content-security-policy': _, ...headers } = passing.headers;
      return hasForm(passing) ? { headers } : null;
    },
    [`The open checkout page comes without the header content-security-policy (${ALWAYS})`],
  ],
  [
    'the policy allows more only where the form is',
    (passing) => {
      const policy = String(passing.headers['content-security-policy']);
      const weaker = policy.replace("connect-src 'self'", "connect-src 'self' https://evil.example");
      return hasForm(passing) ? { headers: { ...passing.headers, 'content-security-policy': weaker } } : null;
    },
    [
      `The open checkout page comes with another content-security-policy: it has "connect-src 'self' https://evil.example", it lacks "connect-src 'self'" (${ALWAYS})`,
    ],
  ],
  [
    'a header that loads something is added',
    (passing) =>
      isReceipt(passing) ? { headers: { ...passing.headers, 'speculation-rules': '"/rules.json"' } } : null,
    [`The receipt page comes with the header speculation-rules, which this checkout never sends (${ALWAYS})`],
  ],
  [
    'an event handler is added to an element',
    (passing) =>
      hasForm(passing)
        ? { body: passing.body.replace('<form ', '<form oninput="steal(this.value)" ') }
        : null,
    [
      `The open checkout page has an event-handler attribute, oninput, on <form>; the built page has none (${ALWAYS})`,
    ],
  ],
  [
    'a base is added',
    (passing) =>
      hasForm(passing)
        ? { body: passing.body.replace('<head>', '<head><base href="https://evil.example/">') }
        : null,
    [`The open checkout page has <base>; the built page has none (${ALWAYS})`],
  ],
  [
    'the form leads elsewhere',
    (passing) =>
      hasForm(passing)
        ? { body: passing.body.replace('action="about:blank"', 'action="https://evil.example/"') }
        : null,
    [`The open checkout page has an address in action of <form>; the built page has none (${ALWAYS})`],
  ],
  [
    'the page sends the shopper on',
    (passing) =>
      hasForm(passing) ? { status: 302, headers: { location: 'https://evil.example/' }, body: '' } : null,
    [`The open checkout page answers 302 instead of 200 (${ALWAYS})`],
  ],
  [
    'it is meant for one language alone',
    (passing) =>
      hasForm(passing) && passing.asked['accept-language']?.startsWith('it') ? inject(passing, EVIL) : null,
    [
      'The open checkout page runs a script from elsewhere: https://evil.example (in 2 of 18 requests: Chrome on Windows in Italian; Chrome on Windows in Italian, second load)',
    ],
  ],
  [
    'it is meant for one browser alone, that looks like one in all its headers',
    (passing) => {
      const { 'user-agent': browser, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = passing.asked;
      const isSafari = browser?.includes('iPhone') && mode === 'navigate' && destination === 'document';
      return hasForm(passing) && isSafari ? inject(passing, EVIL) : null;
    },
    [
      'The open checkout page runs a script from elsewhere: https://evil.example (in 4 of 18 requests: Safari on an iPhone in German; Safari on an iPhone in German, second load; Safari on an iPhone in Dutch; …)',
    ],
  ],
  [
    'it comes on the second load alone, with the cookie of the first',
    (passing) => {
      if (!hasForm(passing)) return null;
      const marked = { headers: { ...passing.headers, 'set-cookie': 'seen=1; Path=/' } };
      return passing.asked.cookie?.includes('seen=1') ? inject(passing, EVIL) : marked;
    },
    [
      expect.stringMatching(
        /^The open checkout page comes with the header set-cookie, .*\(in 9 of 18 requests/,
      ),
      expect.stringMatching(
        /^The open checkout page runs a script from elsewhere: .* \(in 9 of 18 requests: Chrome on Windows in English, second load;/,
      ),
    ],
  ],
  [
    'a script file is changed only for what looks like a browser that loads a script',
    ({ path, asked, body }) =>
      path.startsWith('/assets/pages-') && asked['sec-fetch-dest'] === 'script'
        ? { body: `${body}\nsteal()` }
        : null,
    [expect.stringMatching(/^\/assets\/pages-\S+ is not the file that was built \(in each of 7 requests\)$/)],
  ],
  [
    'a script file is changed only where a Referer is sent',
    ({ path, asked, body }) =>
      path.startsWith('/assets/libraries-') && asked.referer !== undefined
        ? { body: `${body}\nsteal()` }
        : null,
    [
      expect.stringMatching(
        /^\/assets\/libraries-\S+ is not the file that was built \(in 1 of 7 requests: Chrome on Windows, with a Referer\)$/,
      ),
    ],
  ],
  [
    'a script file is changed only where it is asked for uncompressed',
    ({ path, asked, body }) =>
      path.startsWith('/assets/en-') && asked['accept-encoding'] === 'identity'
        ? { body: `${body}\nsteal()` }
        : null,
    [
      expect.stringMatching(
        /^\/assets\/en-\S+ is not the file that was built \(in 1 of 7 requests: Chrome on Windows, not compressed\)$/,
      ),
    ],
  ],
  [
    'a style sheet is changed',
    ({ path, body }) => (path.endsWith('.css') ? { body: `${body}input{display:none}` } : null),
    [expect.stringMatching(/^\/assets\/store-page-\S+\.css is not the file that was built \(in each/)],
  ],
  [
    'a script file is gone',
    ({ path }) => (path.startsWith('/assets/en-') ? { status: 404, body: '' } : null),
    [expect.stringMatching(/^\/assets\/en-\S+ answers 404 instead of 200 \(in each of 7 requests\)$/)],
  ],
])('it is told when %s', async (_what, change, differences) => {
  const report = await inspectBehind(change);
  expect(report.differences).toEqual(differences);
});

test.each([
  '<iframe src="/x"></iframe>',
  '<object data="/x"></object>',
  '<embed src="/x">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<meta name="referrer" content="unsafe-url">',
  '<a href="java&#10;script:steal()">more</a>',
  '<a href="/" ping="https://evil.example/">more</a>',
  '<link rel="preload" as="fetch" href="/x">',
  '<link rel="prefetch" href="https://evil.example/">',
  '<link rel="dns-prefetch" href="https://evil.example/">',
  '<link rel="import" href="/x">',
  '<link rel="manifest" href="/x">',
  '<link rel="apple-touch-icon" href="https://evil.example/x.png">',
  '<link rel="stylesheet" href="/assets/other.css">',
  '<link rel="modulepreload" href="/assets/other.js">',
  '<img src="https://evil.example/x.png" alt="">',
  '<img srcset="https://evil.example/x.png" alt="">',
  '<button formaction="https://evil.example/">Pay</button>',
  '<svg><script href="https://evil.example/x.js"></script></svg>',
  '<svg><script xlink:href="https://evil.example/x.js"></script></svg>',
  '<svg><use href="https://evil.example/x.svg#a"></use></svg>',
  '<svg><a><set attributeName="href" to="/x"></set></a></svg>',
  '<template><script>steal()</script></template>',
  '<script type="importmap">{"imports":{"/assets/x.js":"https://evil.example/x.js"}}</script>',
  '<script type="speculationrules">{"prefetch":[{"urls":["https://evil.example/"]}]}</script>',
  '<style>input{display:none}</style>',
])('a checkout page with %s differs', async (tag) => {
  const address = `${world.api.url}/checkout/${await newSession(world.shopper)}`;
  const html = await (await fetch(address)).text();
  const expected = { inventory: build.inventory, files: build.files.map(({ path }) => path) };
  expect(html).toContain('autoComplete="cc-number"');
  expect(comparePage({ html, address }, expected)).toEqual([]);
  const changed = html.replace('</body>', `${tag}</body>`);
  expect(comparePage({ html: changed, address }, expected)).not.toEqual([]);
});

test('a page that is not the one that was meant counts as not inspected', async () => {
  await using proxy = await startPageProxy(world.api.url, ({ path, status }) =>
    path.startsWith('/checkout/') && !path.endsWith('/return') && status === 200
      ? { body: '<!doctype html><title>Checkout</title>' }
      : null,
  );
  const report = await inspect(proxy.url);
  expect(report.unseen).toEqual([
    `The open checkout page is not a page of this checkout (${ALWAYS})`,
    `The receipt page is not a page of this checkout (${ALWAYS})`,
    `The page of an expired session is not a page of this checkout (${ALWAYS})`,
  ]);
  const broken = await inspectBehind((passing) => (hasForm(passing) ? { status: 503, body: '' } : null));
  expect(broken).toMatchObject({
    pages: 6,
    differences: [],
    unseen: [`The open checkout page answers 503 instead of 200 (${ALWAYS})`],
  });
});

test('its session is marked, is ended, and was never paid', async () => {
  await inspect(world.api.url);
  const [newest] = (await world.service.sessions.list.query({ limit: 1 })).sessions;
  expect(newest).toMatchObject({
    status: 'expired',
    metadatas: INSPECTION_METADATA,
    outcome: null,
    paymentId: null,
  });
});

test('an existing session is inspected as it is, and not ended', async () => {
  const sessionId = await newSession(world.shopper);
  const url = `${world.api.url}/checkout/${sessionId}`;
  const named = { session: { sessionId, url }, receipt: 'newest' } as const;
  expect(await inspect(world.api.url, named)).toMatchObject({
    pages: 5,
    differences: [],
    unseen: [],
    leftOut: [
      'The receipt page: none was named with --receipt.',
      'The page of an expired session: a session was named, and is not ended.',
    ],
  });
  expect(await world.shopper.checkout.get.query({ sessionId })).toMatchObject({ status: 'open' });
  await world.service.sessions.expire.mutate({ sessionId });
  expect((await inspect(world.api.url, named)).unseen).toEqual([
    `The open checkout page had no field for a card (its session is expired) (${ALWAYS})`,
  ]);
});

test('without a store, and without a receipt yet: says so, and misses nothing', async () => {
  await using empty = await startWorld({ STORE: 'off' });
  expect(await inspect(empty.api.url)).toMatchObject({
    pages: 6,
    differences: [],
    unseen: [],
    leftOut: ['The receipt page: no session is paid yet.'],
  });
});

test("a merchant's own look is no difference, and anything else in its place is one", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'merchant-'));
  await writeFile(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"/>');
  const appearance = {
    name: 'Halden Books',
    logo: 'main',
    accent: '#4338b8',
    radius: 2,
    font: 'serif',
    scheme: 'dark',
  };
  const links = { terms: 'https://halden.example/terms', support: 'mailto:help@halden.example' };
  const file = join(folder, 'merchant.json');
  await writeFile(
    file,
    JSON.stringify({ pictures: { main: 'logo.svg' }, appearance, links, consent: 'checkbox' }),
  );
  await using halden = await startWorld({ MERCHANT_FILE: file });
  const look = (address: string) => inspect(address, { receipt: 'none' });
  expect(await look(halden.api.url)).toMatchObject({ differences: [], unseen: [], pages: 6 });
  const changes: [Change, RegExp][] = [
    [
      (passing) => (isPage(passing) ? inject(passing, '<style>p{color:red}</style>') : {}),
      /an inline style that is not/,
    ],
    [
      (passing) =>
        isPage(passing) ? { body: passing.body.replace('--accent: #4338b8', '--accent: #4338b9') } : {},
      /another content-security-policy/,
    ],
    [
      (passing) =>
        isPage(passing) ? { body: passing.body.replaceAll(/\/assets\/merchant-/g, '/assets/other-') } : {},
      /a picture that is not in the build/,
    ],
  ];
  for (const [change, difference] of changes) {
    await using proxy = await startPageProxy(halden.api.url, change);
    expect((await look(proxy.url)).differences.join('\n')).toMatch(difference);
  }
});

test('at the api itself, without the proxy that ends TLS, the headers are those for the public URL', async () => {
  await using secure = await startWorld({ PUBLIC_URL: 'https://pay.shop.example', SANDBOX: 'on' });
  expect(await inspect(secure.api.url)).toMatchObject({ pages: 6, differences: [], unseen: [] });
});

test('it asks in every language that the pages speak', () => {
  const languages = build.inventory.scripts.flatMap(
    ({ path }) => /^\/assets\/([a-z]{2})-/.exec(path)?.[1] ?? [],
  );
  expect(languages.length).toBeGreaterThan(5);
  for (const language of languages)
    expect(VISITORS.some(({ languages }) => languages.startsWith(`${language}-`))).toBe(true);
});

const run = promisify(execFile);
const command = (args: string[], environment: Record<string, string> = {}) =>
  run(process.execPath, [COMMAND, ...args], { env: environment }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  );

test('the command ends with 0, 1 or 2: as built, changed, not all inspected', async () => {
  const { url } = world.api;
  const tokenFile = join(await mkdtemp(join(tmpdir(), 'checkout-token-')), 'token');
  await writeFile(tokenFile, `${SERVICE_TOKEN}\n`);
  await using proxy = await startPageProxy(url, (passing) =>
    hasForm(passing) ? inject(passing, EVIL) : null,
  );

  const asBuilt = await command([url], { INSPECT_TOKEN_FILE: tokenFile });
  expect([asBuilt.code, asBuilt.stdout.split('\n').at(-2)]).toEqual([
    0,
    `${url}: 7 pages inspected, 0 differences.`,
  ]);
  const changed = await command([proxy.url, '--api', url], { INSPECT_TOKEN: SERVICE_TOKEN });
  expect([changed.code, changed.stdout.split('\n').slice(-3, -1)]).toEqual([
    1,
    [
      `DIFFERENCE: The open checkout page runs a script from elsewhere: https://evil.example (${ALWAYS})`,
      `${proxy.url}: 7 pages inspected, 1 difference.`,
    ],
  ]);
  const payOnly = await command([url], { INSPECT_TOKEN: PAY_ONLY });
  expect(payOnly.code).toBe(2);
  expect(payOnly.stdout).toContain('NOT INSPECTED: The receipt page: the token may not list sessions');
  expect(payOnly.stdout).toContain('6 pages inspected, 0 differences, not all inspected that should be.');
  expect(await command([url, '--no-receipt'], { INSPECT_TOKEN: PAY_ONLY })).toMatchObject({ code: 0 });
});

test('the command says what is missing, and ends with 2', async () => {
  const { url } = world.api;
  const unbuilt = await mkdtemp(join(tmpdir(), 'checkout-unbuilt-'));
  const refusals = [
    [await command([url]), 'Set INSPECT_TOKEN, or INSPECT_TOKEN_FILE'],
    [await command([]), 'Name the URL of the checkout'],
    [await command([url, '--sesion', 'x']), "Unknown option '--sesion'"],
    [await command([url, '--session', 'https://pay.shop.example/checkout/x']), '--session takes the URL'],
    [
      await command([url], { INSPECT_TOKEN: 'not-a-token-of-this-api' }),
      'sessions.create was refused: UNAUTHORIZED',
    ],
    [
      await command([url], { INSPECT_TOKEN: PAY_ONLY, INSPECT_TOKEN_FILE: '/nowhere' }),
      'INSPECT_TOKEN_FILE must not be set together',
    ],
    [await command([url], { INSPECT_TOKEN_FILE: '/nowhere' }), 'INSPECT_TOKEN_FILE must name a file'],
    [
      await command(['http://pay.shop.example'], { INSPECT_TOKEN: SERVICE_TOKEN }),
      'The token is sent to https',
    ],
    [await command(['http://127.0.0.1:9'], { INSPECT_TOKEN: SERVICE_TOKEN }), 'Could not inspect: '],
    [await command([url, unbuilt], { INSPECT_TOKEN: PAY_ONLY }), 'There is no inventory in'],
  ] as const;
  for (const [{ code, stdout }, sentence] of refusals) {
    expect([code, stdout]).toEqual([2, expect.stringContaining(sentence)]);
  }
});
