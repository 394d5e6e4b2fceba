import { fileURLToPath } from 'node:url';

// One folder below the package's root, both in the sources (src/) and in the bundle (dist/).
const inPackage = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const MIGRATIONS_FOLDER = inPackage('migrations');
export const DEFAULT_CATALOG_FILE = inPackage('catalog.json');
export const WEB_FOLDER = inPackage('../web/dist');
/** Renders the pages; it comes from the same build. */
export const WEB_SERVER_FOLDER = inPackage('../web/dist-server');
export const CONSOLE_FOLDER = inPackage('../console/dist');
