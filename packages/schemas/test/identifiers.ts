import fc from 'fast-check';

const digits = (least: number, most = least) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });
const letters = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ'), minLength: count, maxLength: count });
const of = (unit: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: length, maxLength: length });
const HEX = '0123456789abcdef';
const BASE64URL = `${'abcdefghijklmnopqrstuvwxyz'}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'}0123456789-_`;

/** Texts of the parts in a template: `#` stands for a digit. */
const like = (...templates: string[]) =>
  fc
    .constantFrom(...templates)
    .chain((template) => digits(template.split('#').length - 1).map((given) => filled(template, given)));

function filled(template: string, given: string): string {
  let next = 0;
  return template.replace(/#/g, () => given[next++] ?? '');
}

const grouped = (text: string, size: number, separator: string) =>
  (text.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(separator);

/** The numbers of a country behind its code, by their structure in SWIFT's registry: `n` a digit, `a` a letter. */
const BBANS: readonly (readonly [string, string])[] = [
  ['DE', 'n18'],
  ['FR', 'n10 a2 n11'],
  ['ES', 'n20'],
  ['IT', 'a1 n22'],
  ['NL', 'a4 n10'],
  ['BE', 'n12'],
  ['AT', 'n16'],
  ['PL', 'n24'],
  ['PT', 'n21'],
  ['CH', 'n17'],
  ['GB', 'a4 n14'],
  ['IE', 'a4 n14'],
  ['SE', 'n20'],
  ['DK', 'n14'],
  ['FI', 'n14'],
  ['NO', 'n11'],
  ['CZ', 'n20'],
  ['HU', 'n24'],
  ['GR', 'n23'],
  ['RO', 'a4 n16'],
];

const iban = fc.constantFrom(...BBANS).chain(([country, structure]) =>
  fc
    .tuple(
      ...structure.split(' ').map((part) => (part.startsWith('a') ? letters : digits)(Number(part.slice(1)))),
    )
    .map((parts) => {
      const bban = parts.join('');
      const number = `${bban}${country}00`.replace(/[A-Z]/g, (letter) => String(Number.parseInt(letter, 36)));
      return `${country}${String(98n - (BigInt(number) % 97n)).padStart(2, '0')}${bban}`;
    }),
);

const times = fc.date({
  min: new Date('2015-01-01'),
  max: new Date('2038-01-01'),
  noInvalidDate: true,
});

function luhnDigit(body: string): number {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const doubled = Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
}

/** Check digit of GS1: weights 3 and 1 from the right. */
const gs1 = (body: string) => {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1)
    sum += Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 3 : 1);
  return body + String((10 - (sum % 10)) % 10);
};

const siret = fc.tuple(digits(7), digits(2)).map(([company, place]) => {
  const siren = `${3 + (Number(company[0]) % 6)}${company}`;
  const body = `${siren}${luhnDigit(siren)}00${'0'}${place[0]}`;
  return body + String(luhnDigit(body));
});

const ipv4 = fc.ipV4();
const uuid = fc.uuid({ version: [4, 7] });

/** The kinds of which each one must pass. In others a number cannot be told from a card's, and as few as possible are refused. */
export const NAMED: ReadonlySet<string> = new Set([
  ...[
    'order number',
    'VAT id',
    'phone number',
    'UUID',
    'UUID without dashes',
    'IBAN',
    'IBAN in groups',
    'ISO timestamp',
  ],
  ...[
    'two ISO timestamps',
    'local date and time',
    'compact timestamp',
    'ULID',
    'prefixed id',
    'base64url of 32',
  ],
  ...[
    'hex of 40 (SHA-1)',
    'hex of 64 (SHA-256)',
    'IPv4 addresses',
    'IPv6 address',
    'MAC address',
    'URL with ids',
  ],
  ...['postal address', 'amounts', 'coordinates to 7 places', 'French SIRET', 'e-mail address'],
]);

/** Real-looking identifiers that are no card numbers, by kind. */
export const IDENTIFIERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'order number': like(
    'ORD-2026-######-#',
    '#######',
    'INV-2026/######',
    'SO#########',
    '2026-#####',
    'R#########',
    'PO-######-##',
    'A####-####-####',
    '2026####-######',
    '##-#####-#####',
    '###-#######-#######',
  ),
  'VAT id': fc.oneof(
    like('ATU########', 'BE 0### ### ###', 'BE0#########', 'DE#########', 'DE ### ### ###', 'DK ## ## ## ##'),
    like(
      'FR##########1',
      'FR ## ### ### ###',
      'IT###########',
      'NL#########B##',
      'PL##########',
      'PT#########',
    ),
    like(
      'SE##########01',
      'SE ######-####01',
      'LT############',
      'GB ### #### ##',
      'GB############',
      'ESX#######X',
    ),
    like('RO##########', 'CHE-###.###.### MWST', 'NO ### ### ### MVA', 'EL#########', 'HR###########'),
    like('##-#######', '## ### ### ###', '##.###.###/####-##'),
  ),
  'phone number': fc.oneof(
    like(
      '+33 # ## ## ## ##',
      '+49 30 ########',
      '+49 (0)151 ########',
      '+44 20 #### ####',
      '+1 (###) ###-####',
    ),
    like(
      '+34 ### ### ###',
      '+39 ### ### ####',
      '+1-###-###-####',
      '+61 4## ### ###',
      '+65 #### ####',
      '+62 8## #### ####',
    ),
    like(
      '+57 3## ### ####',
      '+573#########',
      '+55 ## 9####-####',
      '+63 9## ### ####',
      '+8613#########',
      '+91 ##### #####',
    ),
    like(
      '0# ## ## ## ##',
      '(###) ###-####',
      '###-###-####',
      '0049 ### #######',
      '0# #### ####',
      '+49##########',
    ),
    like(
      '+33 # ## ## ## ## / +33 # ## ## ## ##',
      '+1 ### ### ####, +1 ### ### ####',
      '+44 20 #### #### ext ####',
    ),
  ),
  UUID: uuid,
  'UUID without dashes': uuid.map((id) => id.replaceAll('-', '')),
  IBAN: iban,
  'IBAN in groups': iban.map((text) => grouped(text, 4, ' ')),
  'ISO timestamp': times.map((time) => time.toISOString()),
  'two ISO timestamps': fc
    .tuple(times, times, fc.constantFrom('/', ' ', ' - ', ','))
    .map(([one, other, by]) => [one, other].map((time) => time.toISOString().replace('.000Z', 'Z')).join(by)),
  'local date and time': times.map((time) => {
    const [, yyyy, mm, dd, at] = /^(....)-(..)-(..)T(.{8})/.exec(time.toISOString()) ?? [];
    return time.getTime() % 2 === 0 ? `${dd}.${mm}.${yyyy} ${at}` : `${mm}/${dd}/${yyyy}, ${at}`;
  }),
  'compact timestamp': times.map((time) => time.toISOString().replace(/\D/g, '')),
  'epoch, s to ns': fc
    .tuple(times, fc.constantFrom(0, 3, 6, 9), digits(9))
    .map(([time, places, rest]) => `${Math.floor(time.getTime() / 1000)}${rest.slice(0, places)}`),
  ULID: of('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24).map((rest) => `01${rest}`),
  'prefixed id': fc
    .tuple(fc.constantFrom('pi_', 'ch_', 'cus_', 'evt_', 'cs_', 'pay_'), of(BASE64URL.slice(0, 62), 24))
    .map((parts) => parts.join('')),
  'base64url of 32': of(BASE64URL, 32),
  'hex of 24': of(HEX, 24),
  'hex of 40 (SHA-1)': of(HEX, 40),
  'hex of 64 (SHA-256)': of(HEX, 64),
  'IPv4 addresses': fc.tuple(ipv4, ipv4, ipv4).map((all) => all.join(', ')),
  'IPv6 address': fc.ipV6(),
  'MAC address': of(HEX, 12).map((text) => grouped(text, 2, ':')),
  'e-mail address': fc.emailAddress(),
  'URL with ids': fc
    .tuple(uuid, digits(4, 9), times)
    .map(([id, order, at]) => `https://shop.example/orders/${order}?cart=${id}&at=${at.toISOString()}`),
  'postal address': like('## Rue de Rivoli, 75### Paris', '#### Main St #, Springfield, IL 6####-####'),
  amounts: like('##.## EUR', '#,###.##', '##,## € + #,## €', '####, ##, ###', '#.###.###,##'),
  'coordinates to 7 places': like('48.#######, 2.#######', '-##.####### ##.#######'),
  'fraction to 16 places': like('0.################', '0.#################', '##.##############'),
  'EAN-13': digits(12).map(gs1),
  'GTIN-14': digits(13).map(gs1),
  ISBN: like('978-#-####-####-#', '978-#-##-######-#'),
  'French SIRET': siret,
  'Brazilian CNPJ, digits only': digits(14),
  'digits, 12 or 13': digits(12, 13),
  'digits, 15 to 19': digits(15, 19),
  'digits, 20 to 26': digits(20, 26),
  'snowflake id': like('1##################', '9################', '1#################'),
  'tracking number': like(
    '1Z##A###########',
    'JJD0################',
    '9400 #### #### #### #### ##',
    '#### #### ####',
  ),
  'list of numbers': fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 12 }))
    .chain(([size, count]) => fc.array(digits(1, size), { minLength: count, maxLength: count }))
    .map((numbers) => numbers.join(', ')),
};
