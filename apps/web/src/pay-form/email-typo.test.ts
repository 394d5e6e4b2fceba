import { expect, it } from 'vitest';
import { likelyEmail } from './email-typo.ts';

it.each([
  ['ada@gmial.com', 'ada@gmail.com'],
  ['ada@gmal.com', 'ada@gmail.com'],
  ['ada@gmaill.com', 'ada@gmail.com'],
  ['ada@gnail.com', 'ada@gmail.com'],
  ['Ada.King+tea@GMAIL.con', 'Ada.King+tea@gmail.com'],
  ['ada@gmail.co', 'ada@gmail.com'],
  ['ada@gmial.cm', 'ada@gmail.com'],
  ['ada@hotmial.fr', 'ada@hotmail.fr'],
  ['ada@yaho.co.uk', 'ada@yahoo.co.uk'],
  ['ada@outlok.de', 'ada@outlook.de'],
  ['ada@iclould.com', 'ada@icloud.com'],
  ['ada@example.con', 'ada@example.com'],
])('an e-mail address with a slip: %s was likely meant to be %s', (typed, meant) => {
  expect(likelyEmail(typed)).toBe(meant);
});

it.each([
  'ada@gmail.com',
  'ada@googlemail.com',
  'ada@ymail.com',
  'ada@mail.com',
  'ada@email.com',
  'ada@cloud.com',
  'ada@yahoo.co.jp',
  'ada@hotmail.dk',
  'ada@outlook.es',
  'ada@gmial.de',
  'ada@example.co',
  'ada@example.cm',
  'ada@proton.me',
  'ada@gmx.de',
  'ada@web.de',
  'ada@example.org',
  'ada@localhost',
  'gmial.com',
  'ada king@gmial.com',
  '',
])('an e-mail address without one: nothing is said of %s', (typed) => {
  expect(likelyEmail(typed)).toBeNull();
});
