import { readFileSync } from 'node:fs';

/**
 * The text of a file of this folder, such as `control-page.html`. The build copies them beside its bundle
 * (vite.config.ts), so that the same relative URL finds them under plain `node src/main.ts` and under `dist/main.js`.
 *
 * @throws when there is no such file: at start, since every page reads its files when it is imported.
 */
export const pageFile = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
