import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accentProblem, assetNameSchema, FONTS } from '@checkout/schemas/appearance';
import { fieldErrorsOf } from '@checkout/schemas/field-problem';
import { type PageSettings, pageSettingsSchema } from '@checkout/schemas/merchant-page';
import { imageSize } from 'image-size';
import * as z from 'zod/mini';
import { decoded } from './typed-text.ts';

/** A picture or a font of the merchant's, under the name of its URL, which holds a hash of its content. */
export type MerchantAsset = { readonly name: string; readonly body: Buffer };
export type Picture = MerchantAsset & { readonly width: number; readonly height: number };

/** What `MERCHANT_FILE` says, with the files that it names. */
export type MerchantFile = {
  readonly settings: PageSettings;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly fonts: ReadonlyMap<string, MerchantAsset>;
};

export const NO_MERCHANT_FILE: MerchantFile = { settings: {}, pictures: new Map(), fonts: new Map() };

/** Every page of a session with it loads it. */
const LARGEST_PICTURE = 100_000;
const LARGEST_FONT = 200_000;
const PICTURE_TYPES = ['png', 'jpg', 'webp', 'svg'];

const fileName = z.string('invalid').check(z.regex(/^[\w][\w.-]{0,99}$/, 'invalid'));
const files = z.optional(z.record(assetNameSchema, fileName));

const merchantFileSchema = z.strictObject({ ...pageSettingsSchema.shape, pictures: files, fonts: files });

/**
 * Reads the JSON file that describes the merchant, and the pictures and fonts beside it.
 * @returns what is wrong with it, in words that follow the variable's name.
 */
export function readMerchantFile(
  path: string,
): { readonly value: MerchantFile } | { readonly problem: string } {
  const text = textOf(path);
  if (text === null) return { problem: 'must name a file that can be read' };
  const json = jsonOf(text);
  if (json === null) return { problem: 'names a file that is not JSON' };
  const parsed = merchantFileSchema.safeParse(json.value);
  if (!parsed.success) return { problem: `names a file in which ${problemOf(parsed.error, json.value)}` };
  const { pictures, fonts, ...settings } = parsed.data;
  const read: MerchantFile = { settings, pictures: new Map(), fonts: new Map() };
  const problem =
    addAll(pictures, dirname(path), (name, body) => {
      const picture = pictureOf(body);
      if ('problem' in picture) return picture.problem;
      (read.pictures as Map<string, Picture>).set(name, picture.value);
      return null;
    }) ??
    addAll(fonts, dirname(path), (name, body) => {
      if (body.subarray(0, 4).toString('latin1') !== 'wOF2') return 'is not a WOFF2 font';
      if (body.length > LARGEST_FONT) return `has more than ${LARGEST_FONT / 1000} kB`;
      (read.fonts as Map<string, MerchantAsset>).set(name, assetOf(body, 'woff2'));
      return null;
    }) ??
    settingsProblem(settings, read);
  return problem === null ? { value: read } : { problem: `names a file in which ${problem}` };
}

/** A PNG, JPEG, WebP or SVG picture, or what is wrong with it. */
export function pictureOf(
  body: Buffer,
  types: readonly string[] = PICTURE_TYPES,
): { readonly value: Picture } | { readonly problem: string } {
  if (body.length > LARGEST_PICTURE) return { problem: `has more than ${LARGEST_PICTURE / 1000} kB` };
  const size = sizeOf(body);
  if (size === null || !types.includes(size.type))
    return { problem: `is not a picture (${types.join(', ')})` };
  return { value: { ...assetOf(body, size.type), width: size.width, height: size.height } };
}

function sizeOf(body: Buffer): { type: string; width: number; height: number } | null {
  try {
    const { type = '', width, height } = imageSize(body);
    return width > 0 && height > 0 ? { type, width: Math.round(width), height: Math.round(height) } : null;
  } catch {
    return null;
  }
}

function assetOf(body: Buffer, type: string): MerchantAsset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 8);
  return { name: `merchant-${hash}.${type}`, body };
}

/** What these settings name and the file does not have, or ask for and cannot have; null when nothing. */
function settingsProblem({ appearance, links, consent }: PageSettings, file: MerchantFile): string | null {
  if (appearance?.logo !== undefined && !file.pictures.has(appearance.logo))
    return 'appearance.logo is not one of its pictures';
  if (appearance?.font !== undefined && !isFont(appearance.font, file))
    return `appearance.font is neither one of its fonts nor one of ${FONTS.join(', ')}`;
  if (consent !== undefined && links?.terms === undefined && links?.refundPolicy === undefined)
    return 'consent is set, and neither links.terms nor links.refundPolicy is';
  return null;
}

export const isFont = (name: string, { fonts }: Pick<MerchantFile, 'fonts'>) =>
  fonts.has(name) || (FONTS as readonly string[]).includes(name);

type Add = (name: string, body: Buffer) => string | null;

function addAll(
  named: Readonly<Record<string, string>> | undefined,
  folder: string,
  add: Add,
): string | null {
  for (const [name, file] of Object.entries(named ?? {})) {
    const body = bytesOf(join(folder, file));
    const problem = body === null ? 'cannot be read' : add(name, body);
    if (problem !== null) return `${file} ${problem}`;
  }
  return null;
}

/** The first that is wrong, by its path; an accent with its contrast. */
function problemOf({ issues }: z.core.$ZodError, given: unknown): string {
  const [[path = '', problems = []] = []] = Object.entries(fieldErrorsOf(issues.slice(0, 1)));
  const at = path === '' ? 'the whole' : path;
  if (issues[0]?.code === 'unrecognized_keys') return `${at} is not known`;
  const unreadable = path === 'appearance.accent' ? accentProblem(accentIn(given)) : null;
  if (unreadable !== null && problems.includes('not_allowed')) return `${at} is refused: ${unreadable}`;
  return `${at} is ${SAID[problems[0] ?? 'invalid'] ?? 'invalid'}`;
}

const SAID: Readonly<Record<string, string>> = {
  required: 'missing',
  too_long: 'too long',
  not_allowed: 'not allowed',
  below_minimum: 'too small',
  above_maximum: 'too large',
};

const accentSchema = z.object({ appearance: z.object({ accent: z.string() }) });

function accentIn(given: unknown): string {
  const found = accentSchema.safeParse(given);
  return found.success ? found.data.appearance.accent.toLowerCase() : '#ffffff';
}

const bytesOf = (path: string): Buffer | null => {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
};

function textOf(path: string): string | null {
  const bytes = bytesOf(path);
  return bytes === null ? null : decoded(bytes);
}

function jsonOf(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
