import type { TestCard } from '@checkout/sandbox/control';
import type { Random } from '../faults/random.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What becomes of a visit to the checkout. */
export type Course =
  | 'pays'
  | 'pays, then the payment fails'
  | 'declined'
  | 'declined, then pays'
  | 'passes 3DS'
  | 'fails 3DS'
  | 'leaves at the bank'
  | 'types and leaves'
  | 'opens and leaves'
  | 'never comes';

export type Visit = {
  readonly course: Course;
  readonly customer: Customer;
  readonly products: { readonly name: string; readonly price: number; readonly quantity: number }[];
  readonly currency: 'EUR' | 'USD';
  readonly card: TestCard;
  /** With which `declined` courses begin. */
  readonly declinedCard: TestCard;
  readonly orderId: string;
  /** Slow shoppers take some minutes more. */
  readonly isSlow: boolean;
};

export type Customer = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly billingCountry: string;
  readonly postalCode?: string;
  readonly purchasingAsBusiness: boolean;
};

const COURSES: readonly [Course, number][] = [
  ['pays', 52],
  ['passes 3DS', 14],
  ['declined, then pays', 6],
  ['declined', 6],
  ['fails 3DS', 3],
  ['leaves at the bank', 1],
  ['pays, then the payment fails', 1],
  ['types and leaves', 5],
  ['opens and leaves', 8],
  ['never comes', 4],
];

const COUNTRIES: readonly [string, number][] = [
  ['DE', 30],
  ['FR', 18],
  ['AT', 10],
  ['NL', 9],
  ['IT', 8],
  ['ES', 7],
  ['PL', 5],
  ['BE', 4],
  ['US', 9],
];

type Good = { readonly name: string; readonly price: number };
const GOODS: readonly [Good, ...Good[]] = [
  { name: 'House blend, 1 kg', price: 2_490 },
  { name: 'Espresso, 500 g', price: 1_450 },
  { name: 'Ethiopia Yirgacheffe, 250 g', price: 1_180 },
  { name: 'Hand grinder', price: 7_900 },
  { name: 'Filter papers, 100 pieces', price: 490 },
  { name: 'Coffee subscription, 3 months', price: 5_970 },
];
const MACHINE = { name: 'Espresso machine', price: 118_000 };

const FIRST_NAMES = [
  'Anna',
  'Ben',
  'Clara',
  'David',
  'Elif',
  'Felix',
  'Giulia',
  'Hugo',
  'Ines',
  'Jan',
] as const;
const LAST_NAMES = ['Bauer', 'Dubois', 'García', 'Jansen', 'Kowalska', 'Moretti', 'Novak', 'Weber'] as const;

/** When shoppers come, and how many: more in the evening, more before the weekend. */
export function planDay(random: Random, day: number): { readonly at: number; readonly visits: number }[] {
  const weekday = new Date(day).getUTCDay();
  const share = weekday === 0 || weekday === 6 ? 0.6 : weekday === 5 ? 1.3 : 1;
  return [
    { hour: 9, visits: 3 },
    { hour: 14, visits: 4 },
    { hour: 19, visits: 6 },
  ].map(({ hour, visits }) => ({
    at: day + hour * HOUR_MS + random.between(0, 1.5) * HOUR_MS,
    visits: Math.max(1, Math.round(visits * share * random.between(0.7, 1.3))),
  }));
}

export const startOfDay = (time: number): number => time - (time % DAY_MS);

export type Cards = ReturnType<typeof sortCards>;

/** The sandbox's own table of test cards, by what each does. */
export function sortCards(all: readonly TestCard[]) {
  const those = (fits: (card: TestCard) => boolean): [TestCard, ...TestCard[]] => {
    const [first, ...more] = all.filter(fits);
    if (first === undefined) throw new Error('The sandbox has no such test card');
    return [first, ...more];
  };
  const isPlain = ({ does }: TestCard) =>
    does.authorisation === null && does.confirmation === null && does.settlement === 'settles';
  return {
    good: those((card) => isPlain(card) && card.does.threeDs === 'none' && card.does.refund === 'succeeds'),
    frictionless: those((card) => isPlain(card) && card.does.threeDs === 'frictionless'),
    challenged: those((card) => isPlain(card) && card.does.threeDs === 'challenge'),
    unauthenticated: those(({ does }) => does.threeDs === 'fails'),
    failing: those(({ does }) => does.settlement === 'fails'),
    unrefundable: those(({ does }) => does.refund === 'fails'),
    declined: those(({ does, outcome }) => does.authorisation !== null && outcome === does.authorisation),
  };
}

export function planVisit(random: Random, cards: Cards, number: number): Visit {
  const course = weighted(random, COURSES);
  const billingCountry = weighted(random, COUNTRIES);
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const plainName = `${firstName}.${lastName}`
    .normalize('NFD')
    .replaceAll(/[^a-zA-Z.]/g, '')
    .toLowerCase();
  return {
    course,
    customer: {
      email: `${plainName}.${number}@example.com`,
      firstName,
      lastName,
      billingCountry,
      ...(billingCountry === 'US' ? { postalCode: '10001' } : {}),
      purchasingAsBusiness: false,
    },
    products: basket(random),
    currency: billingCountry === 'US' ? 'USD' : 'EUR',
    card: cardFor(random, cards, course),
    declinedCard: random.pick(cards.declined),
    orderId: `order-${10_000 + number}`,
    isSlow: random.chance(0.3),
  };
}

function cardFor(random: Random, cards: Cards, course: Course): TestCard {
  switch (course) {
    case 'passes 3DS':
      return random.pick(random.chance(0.6) ? cards.challenged : cards.frictionless);
    case 'leaves at the bank':
      return random.pick(cards.challenged);
    case 'fails 3DS':
      return random.pick(random.chance(0.5) ? cards.challenged : cards.unauthenticated);
    case 'pays, then the payment fails':
      return random.pick(cards.failing);
    default:
      return random.pick(cards.good);
  }
}

function basket(random: Random): Visit['products'] {
  if (random.chance(0.02)) return [{ ...MACHINE, quantity: 1 }];
  const lines = [{ ...random.pick(GOODS), quantity: 1 + Math.floor(random.next() ** 3 * 3) }];
  const more = random.pick(GOODS);
  if (random.chance(0.4) && lines.every(({ name }) => name !== more.name))
    lines.push({ ...more, quantity: 1 });
  return lines;
}

function weighted<Item>(random: Random, items: readonly (readonly [Item, number])[]): Item {
  let left = random.between(
    0,
    items.reduce((sum, [, weight]) => sum + weight, 0),
  );
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  throw new Error('Nothing to choose from');
}
