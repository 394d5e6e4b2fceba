import { test as base, type CDPSession, expect, type Page } from '@playwright/test';
import { cards, EXPIRY } from '../support/cards.ts';
import { Gallery } from '../support/gallery.ts';

const test = base.extend<{ form: Form }>({
  form: async ({ context }, use) => {
    const gallery = await Gallery.open(context);
    await gallery.show('checkout-empty');
    await use(new Form(gallery.page, await context.newCDPSession(gallery.page)));
  },
});

/** The card form under the fingers: real keys, a real clipboard, a real input method. */
class Form {
  readonly page: Page;
  readonly cdp: CDPSession;

  constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.cdp = cdp;
  }

  readonly field = (label: string) => this.page.getByLabel(label, { exact: true });

  async type(label: string, keys: string): Promise<void> {
    await this.field(label).fill('');
    await this.field(label).pressSequentially(keys);
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** The number as shown, with `|` where the caret stands. */
  number(): Promise<string> {
    return this.field('Card number').evaluate((input: HTMLInputElement) => {
      const at = input.selectionStart ?? 0;
      return `${input.value.slice(0, at)}|${input.value.slice(at)}`;
    });
  }

  /** By the clipboard, over whatever is there. */
  async paste(label: string, text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.field(label).focus();
    await this.press('ControlOrMeta+a', 'ControlOrMeta+v');
  }
}

test('what a browser needs to fill the card in is on real fields of a real form', async ({ form }) => {
  const found = await form.page.locator('form').evaluate((element) => {
    if (!(element instanceof HTMLFormElement)) throw new Error('not a form');
    const fields = [...element.elements].filter(
      (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
    );
    return fields.map((field) => [
      field.name,
      field.autocomplete,
      field.inputMode,
      field.labels?.length,
      Number.parseFloat(getComputedStyle(field).fontSize) >= 16,
    ]);
  });
  expect(found).toEqual([
    ['email', 'email', 'email', 1, true],
    ['cardNumber', 'cc-number', 'numeric', 1, true],
    ['expiry', 'cc-exp', 'numeric', 1, true],
    ['cvc', 'cc-csc', 'numeric', 1, true],
    ['name', 'cc-name', '', 1, true],
    ['country', 'country', '', 1, true],
    ['business', '', '', 1, false],
  ]);
  await form.field('Country').selectOption('US');
  await expect(form.field('ZIP code')).toHaveAttribute('autocomplete', 'postal-code');
  await form.field('I’m purchasing as a business').check();
  await expect(form.field('Business name')).toHaveAttribute('autocomplete', 'organization');
});

test('a card filled in at one go, as a browser does it, is taken whole', async ({ form }) => {
  await form.page.evaluate((number) => {
    const values = { cardNumber: number, expiry: '2034-12', cvc: '123', name: 'Ada Lovelace' };
    for (const [name, value] of Object.entries(values)) {
      const field = document.querySelector<HTMLInputElement>(`[name=${name}]`);
      if (field === null) throw new Error(`no ${name}`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, cards.good.number);
  await expect(form.field('Card number')).toHaveValue('4242 4242 4242 4242');
  await expect(form.field('Expiry')).toHaveValue('12/2034');
  await expect(form.field('CVC')).toHaveValue('123');
  await expect(form.page.locator('[aria-invalid]')).toHaveCount(0);
});

test('digits are grouped as the brand prints them', async ({ form }) => {
  for (const [keys, shown] of [
    [cards.good.number, '4242 4242 4242 4242|'],
    [cards.amex.number, '3782 822463 10005|'],
    ['30000000000000', '3000 000000 0000|'],
    ['6200000000000000001', '6200 0000 0000 0000 001|'],
  ] as const) {
    await form.type('Card number', keys);
    expect(await form.number()).toBe(shown);
  }
});

test('the caret stays where one edits, in the middle as at the end', async ({ form }) => {
  await form.type('Card number', '42424242');
  await form.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  expect(await form.number()).toBe('424|2 4242');
  await form.press('9');
  expect(await form.number()).toBe('4249 |2424 2');
  await form.press('Backspace');
  expect(await form.number(), 'over the space, to the digit before it').toBe('424|2 4242');
  await form.press('Delete');
  expect(await form.number()).toBe('424|4 242');
});

test('a number pasted with spaces, dashes or words around it', async ({ form }) => {
  for (const pasted of ['4242-4242-4242-4242', ' 4242 4242 4242 4242\t', 'Card: 4242–4242–4242–4242'])
    await test.step(pasted, async () => {
      await form.field('Card number').fill('');
      await form.paste('Card number', pasted);
      expect(await form.number()).toBe('4242 4242 4242 4242|');
    });
});

test('undo and redo, although the text was formatted', async ({ form }) => {
  await form.type('Card number', '42424');
  await form.press('ControlOrMeta+z', 'ControlOrMeta+z');
  expect(await form.number()).toBe('424|');
  await form.press('ControlOrMeta+Shift+z');
  expect(await form.number()).toBe('4242|');
});

test('an Android keyboard that composes each digit', async ({ form }) => {
  await form.field('Card number').focus();
  for (const [index] of [...'37828'].entries()) {
    const text = '37828'.slice(0, index + 1);
    await form.cdp.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }
  await expect(form.page.locator('.control .american-express'), 'the brand shows at once').toBeVisible();
  await form.cdp.send('Input.insertText', { text: '37828' });
  expect(await form.number()).toBe('3782 8|');
  await form.page.keyboard.type('22463');
  expect(await form.number()).toBe('3782 822463|');
});

test('full-width digits of an input method', async ({ form }) => {
  await form.field('Card number').focus();
  await form.cdp.send('Input.imeSetComposition', { text: '４２４２', selectionStart: 4, selectionEnd: 4 });
  expect(await form.number(), 'left alone while it is being composed').toBe('４２４２|');
  await form.cdp.send('Input.insertText', { text: '４２４２４' });
  expect(await form.number()).toBe('4242 4|');
});

test('an expiry date as people write it', async ({ form }) => {
  for (const [keys, shown] of [
    ['1/40', '01/40'],
    ['01/2040', '01/2040'],
    ['0140', '01/40'],
    ['540', '05/40'],
    ['12 / 40', '12/40'],
  ] as const)
    await test.step(keys, async () => {
      await form.field('CVC').fill('123');
      await form.type('Expiry', keys);
      await form.press('Shift+Tab');
      await expect(form.field('Expiry')).toHaveValue(shown);
      await expect(form.field('Expiry')).not.toHaveAttribute('aria-invalid');
    });
});

test('empty, begun and wrong are three sentences, said on leaving and not while typing', async ({ form }) => {
  const field = form.field('Card number');
  await field.focus();
  await form.press('Shift+Tab');
  await expect(field).toHaveAccessibleDescription('Enter your card number.');
  await form.type('Card number', '4242');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await form.press('Shift+Tab');
  await expect(field).toHaveAccessibleDescription('Your card number is not complete.');
  await form.type('Card number', '4242424242424241');
  await expect(field).not.toHaveAttribute('aria-invalid');
  await form.press('Shift+Tab');
  await expect(field).toHaveAccessibleDescription('This card number is not valid. Please check the digits.');
});

test('an unaccepted brand and an expired card are said at once', async ({ form }) => {
  await form.type('Card number', '3530');
  await expect(form.field('Card number')).toBeFocused();
  await expect(form.field('Card number')).toHaveAccessibleDescription(/^We don’t accept JCB/);
  await form.type('Expiry', '01/25');
  await expect(form.field('Expiry')).toHaveAccessibleDescription(/has expired/);
});

test('the CVC is as long as its brand has it, and its hint says where', async ({ form }) => {
  await form.type('Card number', cards.amex.number);
  await expect(form.field('CVC')).toHaveAccessibleDescription('4 digits on the front');
  await form.type('CVC', '12345');
  await expect(form.field('CVC')).toHaveValue('1234');
  await form.type('Card number', cards.mastercard.number);
  await expect(form.field('CVC')).toHaveAccessibleDescription('3 digits on the back');
});

test('the focus moves on when the field is whole, and no key goes astray', async ({ form }) => {
  for (const card of [cards.good, cards.mastercard, cards.amex])
    await test.step(card.number, async () => {
      for (const label of ['Expiry', 'CVC', 'Name on card']) await form.field(label).fill('');
      await form.type('Card number', card.number.slice(0, -1));
      await expect(form.field('Card number')).toBeFocused();
      await form.page.keyboard.type(card.number.slice(-1));
      await expect(form.field('Expiry')).toBeFocused();
      await form.page.keyboard.type(EXPIRY);
      await expect(form.field('CVC')).toBeFocused();
      await form.page.keyboard.type(card.cvc);
      await expect(form.field('Name on card')).toBeFocused();
    });
});

test('number, expiry and CVC have one line for their problems: that of the field in use, else the first', async ({
  form,
}) => {
  const shown = () =>
    form.page.evaluate(() => {
      const group = document.querySelector('.card-group');
      const notes = [...(group?.querySelectorAll('.field-note') ?? [])];
      const { left = 0, bottom = 0, height = 0 } = notes[0]?.getBoundingClientRect() ?? {};
      const top = document.elementFromPoint(left + 1, bottom - height / 2);
      return { text: top?.textContent, heights: notes.map((note) => note.getBoundingClientRect().top) };
    });
  await form.type('Card number', '4242');
  await form.type('Expiry', '00/30');
  await form.type('CVC', '1');
  await form.field('Name on card').focus();
  await expect(form.page.locator('.card-group [aria-invalid]')).toHaveCount(3);
  const { text, heights } = await shown();
  expect(text).toBe('Your card number is not complete.');
  expect(new Set(heights).size, 'one line').toBe(1);
  await form.field('Expiry').focus();
  expect((await shown()).text).toBe('This date is not valid. Enter it like 01/30.');
  await expect(form.field('Expiry')).toHaveAccessibleDescription(
    'This date is not valid. Enter it like 01/30.',
  );
  await expect(form.field('CVC')).toHaveAccessibleDescription('The security code is not complete.');
  await form.field('CVC').focus();
  expect((await shown()).text).toBe('The security code is not complete.');
});

test('what saving a card means is said once it is chosen', async ({ context }) => {
  const gallery = await Gallery.open(context);
  await gallery.show('checkout-save-card');
  const consent = gallery.page.getByText('Our payment provider keeps the card');
  await expect(consent).toBeVisible();
  await gallery.page.getByLabel('Save this card for next time').uncheck();
  await expect(consent).toBeHidden();
});
