import type { Appearance } from '@checkout/schemas/appearance';
import { FONTS } from '@checkout/schemas/appearance';
import { UPLOADED_LOGO } from '@checkout/schemas/console-page';
import type { Links, MerchantPage, PageSettings } from '@checkout/schemas/merchant-page';
import { PLAIN_MERCHANT } from '@checkout/schemas/plain-merchant';
import { isFont, type MerchantAsset, type MerchantFile, type Picture } from '../merchant-file.ts';

/** What the pages of a deployment are made from: its file, and over it what was saved in the console. */
export type Deployment = {
  readonly file: MerchantFile;
  readonly saved: PageSettings;
  readonly uploaded: Picture | null;
};

/** Of a session: over all of that. */
export type SessionPage = { readonly appearance: Appearance | null; readonly links: Links | null };

/** Without what is undefined, which would hide what lies below. */
function given<Fields extends object>(fields: Fields | null | undefined): Partial<Fields> {
  const entries = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Fields>;
}

/** Everything that a page has to know of its merchant, resolved. */
export function merchantPageOf(deployment: Deployment, session: SessionPage | null): MerchantPage {
  const { file, saved } = deployment;
  const { settings } = file;
  const appearance: Appearance = {
    ...given(settings.appearance),
    ...given(saved.appearance),
    ...given(session?.appearance),
  };
  const links: Links = { ...given(settings.links), ...given(saved.links), ...given(session?.links) };
  const seller = saved.seller ?? settings.seller;
  const agreesTo = links.terms ?? links.refundPolicy;
  return {
    name: appearance.name ?? PLAIN_MERCHANT.name,
    logo: logoOf(deployment, appearance),
    accent: appearance.accent ?? null,
    radius: appearance.radius ?? null,
    font: fontOf(file, appearance.font),
    scheme: appearance.scheme ?? 'auto',
    links: {
      terms: links.terms ?? null,
      withdrawal: links.withdrawal ?? null,
      refundPolicy: links.refundPolicy ?? null,
      privacy: links.privacy ?? null,
      imprint: links.imprint ?? null,
      support: links.support ?? null,
    },
    seller: seller === undefined ? null : { ...seller, vatId: seller.vatId ?? null },
    consent: agreesTo === undefined ? null : (saved.consent ?? settings.consent ?? 'line'),
  };
}

export const hasPicture = ({ file, uploaded }: Deployment, name: string): boolean =>
  file.pictures.has(name) || (name === UPLOADED_LOGO && uploaded !== null);

/** A merchant that has set its name and no picture has none. */
function logoOf({ file, uploaded }: Deployment, { name, logo }: Appearance): MerchantPage['logo'] {
  if (logo === undefined) return name === undefined ? PLAIN_MERCHANT.logo : null;
  const picture = logo === UPLOADED_LOGO ? uploaded : (file.pictures.get(logo) ?? null);
  return picture === null ? null : { path: pathOf(picture), width: picture.width, height: picture.height };
}

function fontOf(file: MerchantFile, name: string | undefined): MerchantPage['font'] {
  if (name === undefined || name === FONTS[0] || !isFont(name, file)) return null;
  const asset = file.fonts.get(name);
  return { name, path: asset === undefined ? null : pathOf(asset) };
}

const pathOf = ({ name }: MerchantAsset) => `/assets/${name}`;
