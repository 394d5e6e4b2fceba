import { expect, test } from 'vitest';
import { answerHeaders, contentSecurityPolicy, pageHeaders } from './security-headers.ts';

const inventory = {
  scripts: [],
  inline: [
    { kind: 'script' as const, hash: `sha256-${'a'.repeat(43)}=` },
    { kind: 'style' as const, hash: `sha256-${'b'.repeat(43)}=` },
  ],
};
const policyOf = (policy: string) =>
  new Map(policy.split('; ').map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1)]));

test('every source of the policy is this origin or a hash that the build wrote down', () => {
  const policy = policyOf(contentSecurityPolicy({ inventory, publicUrl: 'https://pay.shop.example' }));
  expect(policy.get('script-src')).toEqual(["'self'", `'sha256-${'a'.repeat(43)}='`]);
  expect(policy.get('style-src')).toEqual(["'self'", `'sha256-${'b'.repeat(43)}='`]);
  for (const [directive, sources] of policy) {
    if (directive === 'report-uri' || directive === 'report-to' || directive === 'require-trusted-types-for')
      continue;
    expect(sources.join(' '), directive).toMatch(/^('none'|'self'( 'sha256-[\w+/=]+')*)?$/);
  }
  for (const directive of ['default-src', 'base-uri', 'form-action', 'frame-ancestors', 'trusted-types'])
    expect(policy.get(directive), directive).toEqual(["'none'"]);
  expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
});

test('a build without an inventory has nothing inline', () => {
  const policy = policyOf(contentSecurityPolicy({ inventory: null, publicUrl: 'https://pay.shop.example' }));
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(policy.get('style-src')).toEqual(["'self'"]);
});

test('https is asked for ever after only where the page has it', () => {
  const secure = { inventory, publicUrl: 'https://pay.shop.example' };
  const local = { inventory, publicUrl: 'http://localhost:3000' };
  expect(pageHeaders(secure)['strict-transport-security']).toBe('max-age=63072000');
  expect(answerHeaders(secure.publicUrl)['strict-transport-security']).toBe('max-age=63072000');
  expect(contentSecurityPolicy(secure)).toContain('upgrade-insecure-requests');
  expect(pageHeaders(local)['strict-transport-security']).toBeUndefined();
  expect(contentSecurityPolicy(local)).not.toContain('upgrade-insecure-requests');
});

test('no response is taken into a search engine', () => {
  const publicUrl = 'https://pay.shop.example';
  for (const headers of [answerHeaders(publicUrl), pageHeaders({ inventory, publicUrl })])
    expect(headers['x-robots-tag']).toBe('noindex');
});

test('violations are reported in the form that the page can send', () => {
  const secure = { inventory, publicUrl: 'https://pay.shop.example' };
  expect(pageHeaders(secure)['reporting-endpoints']).toBe('csp="/csp-reports"');
  expect(contentSecurityPolicy(secure)).toMatch(/report-uri \/csp-reports; report-to csp$/);
  const local = { inventory, publicUrl: 'http://localhost:3000' };
  expect(contentSecurityPolicy(local)).toMatch(/report-uri \/csp-reports$/);
});
