import { describe, expect, it } from 'vitest';
import { checkForm, splitName } from './check-form.ts';
import { fieldProblemsOf } from './form-problems.ts';
import { type FormValues, readForm } from './form-values.ts';

const now = new Date();

const right: FormValues = {
  ...readForm(new FormData()),
  email: 'ada@example.com',
  method: 'card',
  cardNumber: '4242 4242 4242 4242',
  expiry: '1/40',
  cvc: '123',
  name: 'Ada King Lovelace',
  save: false,
  country: 'FR',
  postalCode: '',
  business: false,
  businessName: '',
  taxId: '',
};

const check = (change: Partial<FormValues>) => checkForm({ ...right, ...change }, now);

describe('a form', () => {
  it('becomes what is sent with checkout.pay', () => {
    expect(check({})).toEqual({
      problems: {},
      input: {
        customer: {
          email: 'ada@example.com',
          firstName: 'Ada King',
          lastName: 'Lovelace',
          billingCountry: 'FR',
          purchasingAsBusiness: false,
        },
        paymentMethod: {
          type: 'card',
          card: { number: '4242424242424242', expMonth: 1, expYear: 2040, cvc: '123' },
          save: false,
        },
      },
    });
  });

  it('sends no card with a saved one', () => {
    const { problems, input } = check({ method: 'saved', cardNumber: '', expiry: '', cvc: '' });
    expect(problems).toEqual({});
    expect(input?.paymentMethod).toEqual({ type: 'saved' });
  });

  it('names everything that is missing in one pass', () => {
    const { problems, input } = check({
      email: '',
      cardNumber: '',
      expiry: '',
      cvc: '',
      country: 'US',
      business: true,
    });
    expect(input).toBeNull();
    expect(problems).toEqual({
      email: 'required',
      cardNumber: 'required',
      expiry: 'required',
      cvc: 'required',
      postalCode: 'required',
      businessName: 'required',
      taxId: 'required',
    });
  });

  it.each<[Partial<FormValues>, ReturnType<typeof check>['problems']]>([
    [{ email: 'ada@' }, { email: 'invalid' }],
    [{ cardNumber: '4242 4242' }, { cardNumber: 'incomplete' }],
    [{ cardNumber: '4242 4242 4242 4241' }, { cardNumber: 'invalid' }],
    [{ expiry: '1' }, { expiry: 'incomplete' }],
    [{ expiry: '13/40' }, { expiry: 'invalid' }],
    [{ expiry: '1/20' }, { expiry: 'expired' }],
    [{ cvc: '12' }, { cvc: 'incomplete' }],
    [{ cardNumber: '3782 822463 10005', cvc: '123' }, { cvc: 'incomplete' }],
    [{ cardNumber: '3782 822463 10005', cvc: '1234' }, {}],
    [{ country: '' }, { country: 'unknown' }],
    [{ country: 'US', postalCode: '94107' }, {}],
    [{ taxId: 'left over' }, {}],
  ])('%j', (change, problems) => expect(check(change).problems).toEqual(problems));
});

describe('errors from the server', () => {
  it('land on their fields', () => {
    expect(
      fieldProblemsOf({
        'customer.postalCode': ['invalid'],
        'paymentMethod.card.number': ['brand_not_accepted'],
        'paymentMethod.card.expYear': ['expired'],
        'customer.lastName': ['too_long'],
      }),
    ).toEqual({
      problems: {
        postalCode: 'invalid',
        cardNumber: 'brand_not_accepted',
        expiry: 'expired',
        name: 'too_long',
      },
      others: false,
    });
  });

  it('are not lost when they belong to no field', () => {
    expect(fieldProblemsOf({ '': ['invalid'] })).toEqual({ problems: {}, others: true });
  });
});

describe('reading the form', () => {
  it('takes fields that are not there as empty', () => {
    const data = new FormData();
    data.set('email', 'ada@example.com');
    data.set('business', 'on');
    expect(readForm(data)).toMatchObject({
      email: 'ada@example.com',
      business: true,
      method: 'card',
      taxId: '',
    });
  });
});

describe('a name', () => {
  it.each([
    ['Ada King Lovelace', { firstName: 'Ada King', lastName: 'Lovelace' }],
    ['  Ada   Lovelace ', { firstName: 'Ada', lastName: 'Lovelace' }],
    ['Sokrates', { firstName: 'Sokrates' }],
    ['', {}],
  ])('"%s"', (name, parts) => expect(splitName(name)).toEqual(parts));
});
