type Headers = Readonly<Record<string, string>>;

type Browser = {
  readonly name: string;
  readonly userAgent: string;
  /** What it says about itself beside that. */
  readonly hints: Headers;
  readonly acceptsPage: string;
  readonly acceptsEncodings: string;
};

/** One way to ask: which browser, in which language. */
export type Visitor = { readonly name: string; readonly browser: Browser; readonly languages: string };

const CHROMIUM_PAGE =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7';

const chromiumHints = (platform: string, mobile: boolean): Headers => ({
  'sec-ch-ua': '"Chromium";v="153", "Google Chrome";v="153", "Not_A Brand";v="24"',
  'sec-ch-ua-mobile': mobile ? '?1' : '?0',
  'sec-ch-ua-platform': `"${platform}"`,
});

const CHROME: Browser = {
  name: 'Chrome on Windows',
  userAgent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
  hints: chromiumHints('Windows', false),
  acceptsPage: CHROMIUM_PAGE,
  acceptsEncodings: 'gzip, deflate, br, zstd',
};
const CHROME_ON_ANDROID: Browser = {
  ...CHROME,
  name: 'Chrome on Android',
  userAgent:
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36',
  hints: chromiumHints('Android', true),
};
const SAFARI: Browser = {
  name: 'Safari on an iPhone',
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  hints: {},
  acceptsPage: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  acceptsEncodings: 'gzip, deflate, br',
};
const FIREFOX: Browser = {
  name: 'Firefox on Windows',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:151.0) Gecko/20100101 Firefox/151.0',
  hints: {},
  acceptsPage: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  acceptsEncodings: 'gzip, deflate, br, zstd',
};

const BROWSERS = [CHROME, SAFARI, CHROME_ON_ANDROID, FIREFOX] as const;

/** Every language of the pages once, each browser with two of them at least. */
export const VISITORS: readonly Visitor[] = [
  visitor(CHROME, 'English', 'en-GB,en;q=0.9'),
  visitor(SAFARI, 'German', 'de-DE,de;q=0.9'),
  visitor(CHROME_ON_ANDROID, 'French', 'fr-FR,fr;q=0.9,en;q=0.8'),
  visitor(FIREFOX, 'Spanish', 'es-ES,es;q=0.8,en-US;q=0.5,en;q=0.3'),
  visitor(CHROME, 'Italian', 'it-IT,it;q=0.9,en;q=0.8'),
  visitor(SAFARI, 'Dutch', 'nl-NL,nl;q=0.9'),
  visitor(CHROME_ON_ANDROID, 'Polish', 'pl-PL,pl;q=0.9,en;q=0.8'),
  visitor(FIREFOX, 'Portuguese', 'pt-PT,pt;q=0.8,en-US;q=0.5,en;q=0.3'),
  visitor(CHROME_ON_ANDROID, 'Arabic', 'ar-EG,ar;q=0.9,en;q=0.8'),
];

function visitor(browser: Browser, language: string, languages: string): Visitor {
  return { name: `${browser.name} in ${language}`, browser, languages };
}

/** The headers of a page that is opened for the first time: a link was followed from another site. */
export function firstLoad({ browser, languages }: Visitor): Headers {
  return {
    ...browser.hints,
    'Upgrade-Insecure-Requests': '1',
    'User-Agent': browser.userAgent,
    Accept: browser.acceptsPage,
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-User': '?1',
    'Sec-Fetch-Dest': 'document',
    'Accept-Encoding': browser.acceptsEncodings,
    'Accept-Language': languages,
  };
}

/** The same page reloaded, by a browser that has this site's cookies. */
export function secondLoad(
  visitor: Visitor,
  { origin, cookies }: { origin: string; cookies: string },
): Headers {
  return {
    ...firstLoad(visitor),
    'Cache-Control': 'max-age=0',
    'Sec-Fetch-Site': 'same-origin',
    Referer: `${origin}/`,
    Cookie: cookies,
  };
}

export type FileRequest = { readonly name: string; readonly headers: Headers };

/**
 * The ways in which a file is requested: as each browser does, with a `Referer` although this page has none sent, and in each encoding,
 * because each is a file of its own at the server.
 */
export function fileRequests(path: string, origin: string): FileRequest[] {
  const request = (browser: Browser, how: string, changes: Headers = {}): FileRequest => ({
    name: `${browser.name}${how}`,
    headers: {
      ...browser.hints,
      'User-Agent': browser.userAgent,
      Accept: '*/*',
      'Sec-Fetch-Site': 'same-origin',
      'Sec-Fetch-Mode': 'cors',
      'Sec-Fetch-Dest': destinationOf(path),
      'Accept-Encoding': browser.acceptsEncodings,
      'Accept-Language': 'en-GB,en;q=0.9',
      ...changes,
    },
  });
  return [
    ...BROWSERS.map((browser) => request(browser, '')),
    request(CHROME, ', with a Referer', { Referer: `${origin}/` }),
    request(CHROME, ', compressed by gzip', { 'Accept-Encoding': 'gzip' }),
    request(CHROME, ', not compressed', { 'Accept-Encoding': 'identity' }),
  ];
}

function destinationOf(path: string): string {
  if (path.endsWith('.css')) return 'style';
  return /\.m?js$/.test(path) ? 'script' : 'image';
}
