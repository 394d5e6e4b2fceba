import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createControl } from '../src/control/client.ts';
import { ready } from './child.ts';
import { type Body, documentedCreate, fixture, inflowAt, withCard } from './inflow.ts';
import { madeUpNumber } from './made-up-number.ts';
import { secret, startReceiver } from './receiver.ts';
import { stateFile } from './state-file.ts';

const apiKey = 'inflow_priv_sandbox';

/** One number for each place, so that one that is found says where it came in. */
const planted = new Map<string, string>();
const plant = (place: string): string => {
  expect(planted.has(place)).toBe(false);
  const number = madeUpNumber();
  planted.set(place, number);
  return number;
};
const grouped = (number: string) => number.match(/.{4}/g)?.join(' ');
const encoded = (number: string) => `%3${number[0]}${number.slice(1)}`;

/** Creates that succeed, so that everything planted in them reaches the state. */
const creates = (): Body[] => [
  withCard(plant('card number')),
  { ...documentedCreate(), customerEmail: `${plant('customerEmail')}@example.com`, savePaymentMethod: true },
  { ...documentedCreate(), firstName: plant('firstName'), lastName: grouped(plant('lastName')) },
  { ...documentedCreate(), products: [{ name: `For ${plant('product name')}`, price: 4999, quantity: 1 }] },
  { ...documentedCreate(), metadatas: { note: grouped(plant('metadata')), [plant('metadata key')]: 1 } },
  { ...documentedCreate(), metadatas: { deep: [{ number: Number(plant('number in metadata')) }] } },
  {
    ...documentedCreate(),
    purchasingAsBusiness: true,
    businessName: plant('businessName'),
    taxId: plant('taxId'),
    postalCode: plant('postalCode'),
  },
  {
    ...withCard('4000020000000000'),
    threeDsSuccessUrl: `https://shop.example/${plant('threeDsSuccessUrl')}`,
    threeDsFailureUrl: `https://shop.example/?card=${plant('threeDsFailureUrl')}`,
  },
];

/** Refused, every one. */
const refused = (): Body[] => [
  {
    ...documentedCreate(),
    card: { ...fixture('card.json'), number: Number(plant('card number as a number')) },
  },
  { ...documentedCreate(), card: plant('card as a text') },
  { ...documentedCreate(), card: { pan: plant('pan'), cvv: '987' } },
  { ...documentedCreate(), currency: plant('currency'), [plant('unknown field')]: plant('its value') },
];

async function sendRaw(address: string, text: string): Promise<void> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end(text);
  socket.resume();
  await once(socket, 'close');
}

test('no card number is logged, stored, shown or delivered, in any field, header or URL', async () => {
  await using file = await stateFile();
  await using receiver = await startReceiver();
  const { apiUrl, cardUrl, output, child, ended } = await ready({
    SANDBOX_DATA: file.path,
    LOG_LEVEL: 'trace',
  });
  const inflow = inflowAt({ apiUrl, cardUrl, apiKey });
  const control = createControl({ apiUrl });
  await control.webhooks.configure({ url: receiver.url, secret });

  const answers: unknown[] = [];
  const taken = creates();
  for (const body of taken) {
    const { status, body: created } = await inflow.create(body);
    expect(status).toBe(201);
    answers.push(created, await inflow.read(created.id));
  }
  for (const body of refused()) {
    const { status, body: refusal } = await inflow.create(body);
    expect(status).toBe(400);
    answers.push(refusal);
  }
  const onStandardHost = withCard(plant('card on the standard host'));
  answers.push((await inflow.api('POST', '/api/server/payment', onStandardHost)).body);
  const { body: waiting } = await inflow.create(fixture('create-payment.request.json'));
  for (const number of ['', grouped(plant('card form')) ?? '']) {
    const typed = {
      number,
      expMonth: '12',
      expYear: number === '' ? plant('year of the card form') : '34',
      cvc: '987',
    };
    const init = { method: 'POST', body: new URLSearchParams(typed), redirect: 'manual' } as const;
    const response = await fetch(`${apiUrl}/card-form/${waiting.id}`, init);
    // The form has a field of this name, whose value is what must not be there.
    const page = (await response.text()).replaceAll(/ (id|for|name)="cvc"/g, '');
    answers.push(page, [...response.headers]);
  }
  answers.push(await inflow.read(waiting.id));
  const { id } = await inflow.pay(withCard('4242424242424242'));
  const update = { products: [{ name: plant('updated name'), price: 9900, quantity: 1 }] };
  answers.push((await inflow.update(id, update)).body);
  await inflow.confirm(id);
  await inflow.refund(id, { reason: grouped(plant('reason of a refund')) });
  answers.push(await control.payments.seed({ status: 'INITIATION', metadatas: { card: plant('seed') } }));

  for (const path of [
    `/api/payment/${plant('path')}`,
    `/api/payment/${encoded(plant('encoded path'))}`,
    `/api/payment?page=${plant('query')}`,
    `/${plant('unknown path')}`,
    `/api/payment/%zz${plant('malformed path')}`,
    `/3ds/${plant('bank page')}`,
    `/card-form/${plant('path of the card form')}`,
    `/_sandbox/${plant('control path')}`,
  ]) {
    answers.push((await fetch(apiUrl + path, { headers: { 'x-inflow-api-key': apiKey } })).text());
  }
  const headers = {
    'x-inflow-api-key': plant('api key'),
    referer: plant('referer'),
    cookie: plant('cookie'),
  };
  answers.push((await fetch(`${apiUrl}/api/payment`, { headers })).text());
  await fetch(`${apiUrl}/api/payment`, {
    headers: { 'x-inflow-api-key': `inflow_${plant('key of a tenant')}` },
  });
  answers.push(
    (await inflow.api('POST', '/api/webhook', { url: `${receiver.url}/${plant('webhook')}` })).body,
  );
  await inflow.card('POST', '/api/server/payment', `{"card": "${plant('broken JSON')}`);
  await sendRaw(cardUrl, `POST /${plant('request line')} nonsense\r\n\r\n`);
  await sendRaw(cardUrl, `${plant('no HTTP at all')}\r\n\r\n`);
  await control.faults
    .add({ operation: 'create', kind: 'hang', card: plant('card of a fault') })
    .catch((error: Error) => answers.push(error.message));
  await control.webhookFaults
    .add({ kind: 'drop', eventType: plant('event of a webhook fault') })
    .catch((error: Error) => answers.push(error.message));

  await receiver.arrived(2 * taken.length);
  const places: Record<string, unknown> = {
    answers: await Promise.all(answers),
    requests: await control.requests(),
    payments: await control.payments.list(),
    ledger: await control.ledger(),
    deliveries: await control.deliveries.list(),
    delivered: receiver.received,
    faults: [await control.faults.list(), await control.webhookFaults.list()],
    page: await (await fetch(apiUrl)).text(),
    'page of the other key': await (await fetch(`${apiUrl}/?key=inflow_x`)).text(),
  };
  child.kill('SIGTERM');
  await ended;
  places['state file'] = await readFile(file.path, 'utf8');
  places.stdout = output.out;
  places.stderr = output.err;

  const found = Object.entries(places).flatMap(([name, kept]) => {
    const text = JSON.stringify(kept).replace(/[\s.-]/g, '');
    return [...planted].filter(([, number]) => text.includes(number)).map(([place]) => `${place} in ${name}`);
  });
  expect(found).toEqual([]);
  expect(JSON.stringify(places)).not.toMatch(/"c[vw][cv]\\*"/i);
  // Bytes of a packet, as numbers.
  expect(output.out).not.toContain('rawPacket');
  // It was looked for where something is: each request is in the log, shortened.
  expect(output.out).toContain(`/api/payment/${planted.get('path')?.slice(0, 6)}******`);
  expect(String(places['state file']).includes(`${planted.get('metadata')?.slice(0, 6)}******`)).toBe(true);
});
