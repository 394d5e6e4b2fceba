import { expect, test } from 'vitest';
import { consoleCookies } from './cookies.ts';

const token = 'a'.repeat(43);

test('over https a cookie of the console is of this host alone, and no script reads it', () => {
  const { session, signIn } = consoleCookies('https://console.shop.example');
  expect(session.write(token)).toBe(`__Host-console=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`);
  expect(signIn.write(token)).toBe(
    `__Host-console-sign-in=${token}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=600`,
  );
  expect(session.clear()).toMatch(/^__Host-console=; .*Max-Age=0$/);
  // A cookie without the prefix may be another host's.
  expect(session.read(`console=${token}`)).toBeNull();
  expect(session.read(`a=b; __Host-console=${token}`)).toBe(token);
});

test('of two cookies with one name neither is believed', () => {
  const { session } = consoleCookies('http://localhost:3001');
  expect(session.read(`console=${token}; console=${'b'.repeat(43)}`)).toBeNull();
  expect(session.read(`console=${token}`)).toBe(token);
  expect(session.read('console=short')).toBeNull();
});
