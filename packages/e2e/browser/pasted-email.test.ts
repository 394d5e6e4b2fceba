import { cards } from '../support/cards.ts';
import { paymentsOf } from '../support/ledger.ts';
import { expect, test } from './test.ts';

const ADDRESSES: readonly (readonly [string, string])[] = [
  ["o'brien&co@example.com", "o'brien&co@example.com"],
  ['Ada <a/b@example.com>,', 'a/b@example.com'],
  ['\u202amailto:x=y@ｅｘａｍｐｌｅ.com\u202c', 'x=y@example.com'],
  ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
];

for (const [pasted, address] of ADDRESSES) {
  test(`pasted e-mail: ${JSON.stringify(pasted)} pays as ${address}`, async ({ checkout, programs }) => {
    const sessionId = await checkout.open();
    await checkout.fill({ card: cards.good, email: pasted });
    await checkout.pay();
    await expect(checkout.receipt).toBeVisible();
    expect(await paymentsOf(programs, sessionId)).toMatchObject([{ customerEmail: address }]);
  });
}
