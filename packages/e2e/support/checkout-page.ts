import type { Locator, Page } from '@playwright/test';
import { EXPIRY, type TypedCard } from './cards.ts';
import type { Programs } from './programs.ts';

export type Shopper = {
  readonly card: TypedCard;
  readonly email?: string;
  readonly country?: string;
};

/** Products and what they cost a shopper in France, where 20 % of tax is added. */
export const PRO_PLAN = {
  sku: 'pro',
  name: 'Pro plan',
  subtotal: 4999,
  total: 5999,
  pay: 'Pay €59.99',
} as const;

/** The checkout page as a shopper knows it: by what it says. */
export class CheckoutPage {
  readonly page: Page;
  readonly #programs: Pick<Programs, 'shopper'>;
  readonly #email: string;

  constructor(page: Page, programs: Pick<Programs, 'shopper'>, email: string) {
    this.page = page;
    this.#programs = programs;
    this.#email = email;
  }

  readonly field = (label: string): Locator => this.page.getByLabel(label, { exact: true });
  readonly heading = (name: string): Locator =>
    this.page.getByRole('heading', { name, exact: true, level: 1 });
  readonly button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });

  get payButton(): Locator {
    return this.page.getByRole('button', { name: /^Pay/ });
  }
  /** Where no total is known: leads to it, and is not the payment yet. */
  get toTotal(): Locator {
    return this.button('Continue to the total');
  }
  /** The page that asks to agree to a total. */
  get agreement(): Locator {
    return this.heading('Check the total');
  }
  get problem(): Locator {
    return this.page.getByRole('alert');
  }
  get receipt(): Locator {
    return this.heading('Payment accepted');
  }
  get checking(): Locator {
    return this.heading('We are checking your payment');
  }
  get expired(): Locator {
    return this.heading('This checkout has expired');
  }
  get unreachable(): Locator {
    return this.heading('We can’t reach the shop right now');
  }

  /** Opens a checkout for one pro plan without going through the store. Answers the session's id. */
  async open(waitUntil: 'load' | 'commit' = 'load'): Promise<string> {
    const items = [{ sku: PRO_PLAN.sku, quantity: 1 }];
    const { sessionId, url } = await this.#programs.shopper.checkout.create.mutate({ items });
    await this.page.goto(url, { waitUntil });
    return sessionId;
  }

  /** Fills the form with a shopper in France, as a person does: key by key. */
  async fill({ card, email = this.#email, country = 'FR' }: Shopper): Promise<void> {
    await this.field('Email').fill(email);
    await this.typeCard(card);
    await this.field('Name on card').fill('Ada Lovelace');
    await this.field('Country').selectOption(country);
  }

  async typeCard({ number, cvc }: TypedCard): Promise<void> {
    await this.type('Card number', number);
    await this.type('Expiry', EXPIRY);
    await this.type('CVC', cvc);
  }

  async type(label: string, text: string): Promise<void> {
    await this.field(label).fill('');
    await this.field(label).pressSequentially(text);
  }

  /** Presses the button that names the amount: it is there once the tax is known. */
  async pay(name: string = PRO_PLAN.pay): Promise<void> {
    await this.button(name).click();
  }
}
