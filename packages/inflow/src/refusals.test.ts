import { describe, expect, it } from 'vitest';
import { clientOf, failureOf } from '../test/clients.ts';
import { fixture, fixtureText, sealed } from '../test/fixtures.ts';
import { startServer } from '../test/servers.ts';
import type { InflowError, InflowErrorKind } from './errors.ts';

const card: { number: string; expMonth: number; expYear: number; cvc: string } = fixture('card');
const create = { ...fixture('create-payment.request'), card: sealed(card) };

async function refusal(status: number, body: string) {
  await using card = await startServer(() => ({ status, body }));
  await using client = clientOf({ api: card.url });
  return failureOf(client.createPayment(create));
}

describe('documented refusals', () => {
  it('reads one problem per sentence of a validation error', async () => {
    expect(await refusal(400, fixtureText('error.validation'))).toMatchObject({
      kind: 'validation',
      httpStatus: 400,
      outcomeKnown: true,
      problems: [
        { field: 'currency', message: 'currency must be one of the following values: EUR, USD' },
        { field: 'products', message: 'products should not be empty' },
        { field: 'customerEmail', message: 'customerEmail must be an email' },
      ],
    });
  });

  it('reads a validation error of one string as a problem of the whole request', async () => {
    const body = JSON.stringify({ statusCode: 400, message: 'Payment is too small', error: 'Bad Request' });
    expect(await refusal(400, body)).toMatchObject({
      problems: [{ field: null, message: 'Payment is too small' }],
    });
  });

  it('reads a 401 as an authentication error', async () => {
    expect(await refusal(401, fixtureText('error.unauthorized'))).toMatchObject({ kind: 'authentication' });
  });

  it.each([400, 401, 403, 500])(
    'recognises a disabled account by its message, also with status %i',
    async (status) => {
      expect(await refusal(status, fixtureText('error.s2s-not-enabled'))).toMatchObject({
        name: 'InflowServerToServerDisabledError',
        kind: 'server_to_server_disabled',
        httpStatus: status,
        outcomeKnown: true,
      });
    },
  );

  it('recognises a disabled account by its message in a list', async () => {
    const { message } = fixture('error.s2s-not-enabled');
    const body = JSON.stringify({ statusCode: 400, message: [message], error: 'Bad Request' });
    expect(await refusal(400, body)).toMatchObject({ kind: 'server_to_server_disabled' });
  });
});

describe('refusals of other generations of the API', () => {
  it('recognises a marketplace by its message', async () => {
    const body = JSON.stringify({ ...fixture('error.coded'), message: 'ON_BEHALF_REQUIRED_FOR_MARKETPLACE' });
    expect(await refusal(400, body)).toMatchObject({
      name: 'InflowMarketplaceError',
      kind: 'marketplace',
      outcomeKnown: true,
    });
    expect(await refusal(403, fixtureText('error.coded'))).toMatchObject({ kind: 'permission' });
  });

  it('a method that is not served is refused as certainly as an address', async () => {
    expect(await refusal(405, '')).toMatchObject({ kind: 'not_found', httpStatus: 405, outcomeKnown: true });
  });
});

describe('the text of an error', () => {
  it('does not contain the card, its CVC or the key, even when Inflow quotes them', async () => {
    const body = JSON.stringify({
      message: [
        `card.number ${card.number} must be valid`,
        'card.number 4242 4242-4242.4242 must be valid',
        `card.cvc ${card.cvc} must be valid`,
        `${card.number} is no field`,
      ],
    });
    expect(await refusal(400, body)).toMatchObject({
      problems: [
        { field: 'card.number', message: 'card.number [removed] must be valid' },
        { field: 'card.number', message: 'card.number [removed] must be valid' },
        { field: 'card.cvc', message: 'card.cvc [removed] must be valid' },
        { field: null, message: '[removed] is no field' },
      ],
    });
  });
});

it('a switch over the kinds of error can be exhaustive', () => {
  const advice = (kind: InflowErrorKind): string => {
    switch (kind) {
      case 'validation':
      case 'not_found':
        return 'correct the input';
      case 'authentication':
      case 'permission':
      case 'server_to_server_disabled':
      case 'marketplace':
        return 'correct the account';
      case 'rate_limited':
      case 'server':
      case 'timeout':
      case 'connection':
      case 'unreadable_answer':
      case 'unexpected_status':
      case 'conflict':
      case 'aborted':
        return 'read before deciding';
    }
  };
  const kindOf = (error: InflowError): InflowErrorKind => error.kind;
  expect(advice('conflict')).toBe('read before deciding');
  expect(kindOf).toBeTypeOf('function');
});
