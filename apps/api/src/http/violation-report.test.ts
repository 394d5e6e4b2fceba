import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readViolations } from './violation-report.ts';

const CARD = '4242424242424242';

/** As Chromium 153 sends it for `report-uri`. */
const legacy = (changes: Record<string, unknown>) => ({
  'csp-report': {
    'document-uri': `https://pay.shop.example/checkout/cs_secret?n=${CARD}`,
    referrer: '',
    'violated-directive': 'script-src-elem',
    'effective-directive': 'script-src-elem',
    'original-policy': "default-src 'none'",
    disposition: 'enforce',
    'blocked-uri': 'inline',
    'line-number': 1,
    'source-file': 'https://pay.shop.example/assets/index.js',
    'status-code': 200,
    'script-sample': `steal(${CARD})`,
    ...changes,
  },
});

/** As the Reporting API and the page of `Integrity-Policy` describe it. */
const report = (type: string, body: Record<string, unknown>) => ({
  age: 3,
  type,
  url: `https://pay.shop.example/checkout/cs_secret?n=${CARD}`,
  user_agent: 'Mozilla/5.0',
  body: { sample: `steal(${CARD})`, disposition: 'enforce', ...body },
});

test('both forms are read, and nothing is kept but the directive and what kind of thing it was', () => {
  expect(readViolations(legacy({}))).toEqual([
    { directive: 'script-src-elem', blocked: 'inline', site: null },
  ]);
  expect(
    readViolations(legacy({ 'effective-directive': undefined, 'violated-directive': "img-src 'self'" })),
  ).toMatchObject([{ directive: 'img-src' }]);
  expect(
    readViolations([
      report('csp-violation', {
        effectiveDirective: 'connect-src',
        blockedURL: `https://evil.example/?${CARD}`,
      }),
      report('integrity-violation', {
        blockedURL: 'https://pay.shop.example/assets/x.js',
        destination: 'script',
      }),
      report('deprecation', { id: 'something' }),
    ]),
  ).toEqual([
    { directive: 'connect-src', blocked: 'address', site: 'evil.example' },
    { directive: 'integrity-policy', blocked: 'address', site: 'shop.example' },
  ]);
});

test.each([
  ['inline', 'inline', null],
  ['eval', 'eval', null],
  ['wasm-eval', 'eval', null],
  ['trusted-types-sink', 'trusted-types', null],
  ['data', 'data', null],
  ['chrome-extension', 'extension', null],
  ['moz-extension://abc/x.js', 'extension', null],
  ['https://cdn.evil.example/x.js?card=1', 'address', 'evil.example'],
  [`https://${CARD}.evil.example/`, 'address', 'evil.example'],
  [`https://n${CARD}.example/`, 'address', 'n################.example'],
  ['https://192.0.2.7/x', 'address', '#.#'],
  ['https://', 'other', null],
  ['', 'other', null],
])('%s is %s', (blockedUri, blocked, site) => {
  expect(readViolations(legacy({ 'blocked-uri': blockedUri }))).toEqual([
    { directive: 'script-src-elem', blocked, site },
  ]);
});

test('an unknown directive counts as other, so that reports cannot make new metrics', () => {
  expect(readViolations(legacy({ 'effective-directive': `script-src"} 1\n${CARD}` }))).toMatchObject([
    { directive: 'other' },
  ]);
});

test('a long delivery is counted for its first reports', () => {
  const many = Array.from({ length: 500 }, () =>
    report('csp-violation', { effectiveDirective: 'img-src', blockedURL: 'inline' }),
  );
  expect(readViolations(many)).toHaveLength(20);
});

test('any report is read or refused, and none of its digits come out', () => {
  const address = fc
    .tuple(fc.constantFrom('https://', 'wss://a.', 'http://u@', 'data:'), fc.string())
    .map((parts) => parts.join(''));
  const text = fc.oneof(fc.string(), address, fc.constant(CARD), fc.constantFrom('inline', 'https://1.2'));
  const shaped = fc.oneof(
    fc.record({
      'csp-report': fc.dictionary(fc.constantFrom(...Object.keys(legacy({})['csp-report'])), text),
    }),
    fc.array(
      fc.record({
        type: fc.constantFrom('csp-violation', 'integrity-violation', 'x'),
        body: fc.dictionary(fc.constantFrom('effectiveDirective', 'blockedURL', 'sample'), text),
      }),
    ),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(shaped, (body) => {
      const violations = readViolations(body) ?? [];
      expect(JSON.stringify(violations)).not.toMatch(/\d/);
      for (const { directive } of violations) expect(directive).toMatch(/^[a-z-]+$/);
    }),
    { numRuns: 300 },
  );
});
