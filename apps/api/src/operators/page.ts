import { FONTS } from '@checkout/schemas/appearance';
import { type ConsolePage, UPLOADED_LOGO, type UpdatePage } from '@checkout/schemas/console-page';
import { eq } from 'drizzle-orm';
import { AppError, found } from '../app-error.ts';
import { type Deployment, hasPicture, merchantPageOf } from '../checkout/merchant-page.ts';
import { addAssets, seeAssets } from '../db/assets.ts';
import { announceChange } from '../db/change-feed.ts';
import { inTransaction } from '../db/database.ts';
import {
  deletePageSettings,
  findPageSettings,
  PAGE_SETTINGS_KEY,
  savePageSettings,
} from '../db/page-settings.ts';
import { operators } from '../db/schema.ts';
import { isFont, type Picture, pictureOf } from '../merchant-file.ts';
import { type Acting, type ConsoleDeps, note } from './signed-in.ts';

/** Not SVG, which an admin's browser would show as a document. */
const UPLOAD_TYPES = ['png', 'jpg', 'webp'];

/** `console.page.get` */
export async function readPage({ db, pages }: Pick<ConsoleDeps, 'db' | 'pages'>): Promise<ConsolePage> {
  const { file } = pages.current();
  const saved = await findPageSettings(db);
  const uploaded = saved?.logo == null ? null : found(pictureIn(saved.logo));
  const deployment = { file, saved: saved?.settings ?? {}, uploaded };
  const [person] =
    saved === null
      ? []
      : await db.select({ name: operators.name }).from(operators).where(eq(operators.id, saved.updatedBy));
  return {
    file: file.settings,
    saved:
      saved === null
        ? null
        : {
            settings: saved.settings,
            logo: uploaded === null ? null : dataUrlOf(uploaded),
            version: saved.version,
            updatedAt: saved.updatedAt.toISOString(),
            updatedByName: person?.name ?? null,
          },
    effective: merchantPageOf(deployment, null),
    pictures: [...file.pictures.keys(), ...(uploaded === null ? [] : [UPLOADED_LOGO])],
    fonts: [...FONTS, ...file.fonts.keys()],
  };
}

/** `console.page.update`. @throws AppError `INVALID_INPUT`, or `CONFLICT` where the settings have been changed since. */
export async function updatePage(
  deps: ConsoleDeps,
  acting: Acting,
  { settings, logo, version, reason }: UpdatePage,
): Promise<ConsolePage> {
  const picture = logo == null ? null : pictureIn(Buffer.from(logo, 'base64'));
  if (logo != null && picture === null) throw new AppError('INVALID_INPUT', { logo: ['invalid'] });
  await inTransaction(deps.db, async (tx) => {
    const before = await findPageSettings(tx);
    const kept = logo === undefined ? (before?.logo ?? null) : (picture?.body ?? null);
    const { file } = deps.pages.current();
    const uploaded = kept === null ? null : pictureIn(kept);
    assertWhole({ file, saved: settings, uploaded });
    if (uploaded !== null && (await seeAssets(tx, [uploaded.name])).length > 0)
      await addAssets(tx, [{ name: uploaded.name, body: uploaded.body }]);
    const changed = { settings, logo: kept, updatedBy: acting.operator.operatorId };
    const saved = await savePageSettings(tx, changed, version);
    if (saved === null) throw new AppError('CONFLICT');
    await note(tx, acting, { action: 'page.updated', to: `version ${saved}`, reason });
    await announceChange(tx, PAGE_SETTINGS_KEY);
  });
  return readPage(deps);
}

/** `console.page.reset`. @throws AppError `NOT_FOUND` where nothing is saved. */
export async function resetPage(deps: ConsoleDeps, acting: Acting, reason: string): Promise<ConsolePage> {
  await inTransaction(deps.db, async (tx) => {
    if (!(await deletePageSettings(tx))) throw new AppError('NOT_FOUND');
    await note(tx, acting, { action: 'page.reset', reason });
    await announceChange(tx, PAGE_SETTINGS_KEY);
  });
  return readPage(deps);
}

/** What settings name has to be there, and a consent has to be to something. */
function assertWhole(deployment: Deployment): void {
  const { appearance, consent } = deployment.saved;
  const refuse = (path: string, problem: 'unknown' | 'required') => {
    throw new AppError('INVALID_INPUT', { [`settings.${path}`]: [problem] });
  };
  if (appearance?.logo !== undefined && !hasPicture(deployment, appearance.logo))
    refuse('appearance.logo', 'unknown');
  if (appearance?.font !== undefined && !isFont(appearance.font, deployment.file))
    refuse('appearance.font', 'unknown');
  if (consent !== undefined && merchantPageOf(deployment, null).consent === null)
    refuse('links.terms', 'required');
}

function pictureIn(body: Buffer): Picture | null {
  const picture = pictureOf(body, UPLOAD_TYPES);
  return 'value' in picture ? picture.value : null;
}

function dataUrlOf({ name, body }: Picture): string {
  const type = name.endsWith('.jpg') ? 'jpeg' : name.slice(name.lastIndexOf('.') + 1);
  return `data:image/${type};base64,${body.toString('base64')}`;
}
