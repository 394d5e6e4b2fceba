import type { MerchantPage } from '@checkout/schemas/merchant-page';
import { AppError } from '../app-error.ts';
import { addAssets, seeAssets } from '../db/assets.ts';
import type { ChangeFeed } from '../db/change-feed.ts';
import type { Database } from '../db/database.ts';
import { findPageSettings, PAGE_SETTINGS_KEY } from '../db/page-settings.ts';
import { isFont, type MerchantAsset, type MerchantFile, pictureOf } from '../merchant-file.ts';
import { type Deployment, hasPicture, merchantPageOf, type SessionPage } from './merchant-page.ts';

/** A change whose announcement was lost is noticed after this time. */
const LOOK_AGAIN_MS = 10_000;

export type DeploymentPages = {
  /** As far as this node knows: without a query for each page. */
  current(): Deployment;
  /** What a page has to know of its merchant; null: a page of no session. */
  pageFor(session: SessionPage | null): MerchantPage;
  /** @throws AppError `INVALID_INPUT` for a picture or a font that this deployment does not have. */
  assertHas(appearance: SessionPage['appearance']): void;
  /** Puts the merchant's pictures and fonts where every node finds them, and says that they are still used. */
  keepAssets(): Promise<void>;
};

type Needs = {
  readonly db: Database;
  readonly changes: ChangeFeed;
  readonly file: MerchantFile;
  /** Told of what could not be read. */
  readonly onProblem: (err: unknown) => void;
};

/** Reads what was saved in the console now, and again when that is changed on any node. */
export async function openDeploymentPages({
  db,
  changes,
  file,
  onProblem,
}: Needs): Promise<DeploymentPages & { close(): Promise<void> }> {
  let deployment = await readDeployment(db, file);
  const pages = pagesOf(db, () => deployment);
  await pages.keepAssets();
  const ended = new AbortController();
  const follow = async () => {
    using watcher = changes.watch(PAGE_SETTINGS_KEY);
    while (!ended.signal.aborted) {
      await watcher.next(LOOK_AGAIN_MS, ended.signal);
      if (ended.signal.aborted) return;
      try {
        deployment = await readDeployment(db, file);
      } catch (err) {
        // The pages stay as they are.
        onProblem(err);
      }
    }
  };
  const following = follow();
  return {
    ...pages,
    async close() {
      ended.abort();
      await following;
    },
  };
}

export function pagesOf(db: Database, current: () => Deployment): DeploymentPages {
  return {
    current,
    pageFor: (session) => merchantPageOf(current(), session),
    assertHas(appearance) {
      const { logo, font } = appearance ?? {};
      if (logo !== undefined && !hasPicture(current(), logo))
        throw new AppError('INVALID_INPUT', { 'appearance.logo': ['unknown'] });
      if (font !== undefined && !isFont(font, current().file))
        throw new AppError('INVALID_INPUT', { 'appearance.font': ['unknown'] });
    },
    keepAssets: () => keepMerchantAssets(db, current()),
  };
}

async function readDeployment(db: Database, file: MerchantFile): Promise<Deployment> {
  const saved = await findPageSettings(db);
  const uploaded = saved?.logo == null ? null : pictureOf(saved.logo);
  return {
    file,
    saved: saved?.settings ?? {},
    uploaded: uploaded !== null && 'value' in uploaded ? uploaded.value : null,
  };
}

async function keepMerchantAssets(db: Database, { file, uploaded }: Deployment): Promise<void> {
  const all: MerchantAsset[] = [...file.pictures.values(), ...file.fonts.values()];
  if (uploaded !== null) all.push(uploaded);
  const missing = new Set(
    await seeAssets(
      db,
      all.map(({ name }) => name),
    ),
  );
  await addAssets(
    db,
    all.filter(({ name }) => missing.has(name)).map(({ name, body }) => ({ name, body })),
  );
}
