import type { PageSettings } from '@checkout/schemas/merchant-page';

export const LINK_NAMES = ['terms', 'withdrawal', 'refundPolicy', 'privacy', 'imprint', 'support'] as const;
export type LinkName = (typeof LINK_NAMES)[number];

const TEXTS = [
  'name',
  'accent',
  'radius',
  'font',
  'scheme',
  'logo',
  'sellerName',
  'address',
  'vatId',
  'consent',
] as const;

/** As it stands in the fields: an empty text is as the deployment has it. */
export type TypedPage = Record<(typeof TEXTS)[number] | LinkName, string>;

export function typedOf({ appearance, links, seller, consent }: PageSettings): TypedPage {
  return {
    name: appearance?.name ?? '',
    accent: appearance?.accent ?? '',
    radius: appearance?.radius === undefined ? '' : String(appearance.radius),
    font: appearance?.font ?? '',
    scheme: appearance?.scheme ?? '',
    logo: appearance?.logo ?? '',
    sellerName: seller?.name ?? '',
    address: seller?.address.join('\n') ?? '',
    vatId: seller?.vatId ?? '',
    consent: consent ?? '',
    terms: links?.terms ?? '',
    withdrawal: links?.withdrawal ?? '',
    refundPolicy: links?.refundPolicy ?? '',
    privacy: links?.privacy ?? '',
    imprint: links?.imprint ?? '',
    support: links?.support ?? '',
  };
}

/** For the contract, which refuses what was typed wrongly and names the field. */
export function settingsOf(typed: TypedPage): PageSettings {
  const text = (name: keyof TypedPage) => typed[name].trim();
  const given = (entries: [string, unknown][]) =>
    Object.fromEntries(entries.filter(([, value]) => value !== '' && value !== undefined));
  const appearance = given([
    ['name', text('name')],
    ['accent', text('accent')],
    ['radius', text('radius') === '' ? undefined : wholeNumber(text('radius'))],
    ['font', text('font')],
    ['scheme', text('scheme')],
    ['logo', text('logo')],
  ]);
  const links = given(LINK_NAMES.map((name) => [name, text(name)]));
  const address = typed.address
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isSold = text('sellerName') !== '' || address.length > 0 || text('vatId') !== '';
  return given([
    ['appearance', isEmpty(appearance) ? undefined : appearance],
    ['links', isEmpty(links) ? undefined : links],
    [
      'seller',
      isSold ? { name: text('sellerName'), address, ...given([['vatId', text('vatId')]]) } : undefined,
    ],
    ['consent', text('consent')],
  ]) as PageSettings;
}

const isEmpty = (fields: object) => Object.keys(fields).length === 0;

function wholeNumber(typed: string): number {
  return /^\d{1,3}$/.test(typed) ? Number(typed) : -1;
}
