import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { BuiltScript, PageParts } from '../src/server/page-parts.ts';
import { inlineScript } from './inline-script.ts';

const STARTS = /[\\/]src[\\/]main\.tsx$/;

/**
 * Writes down what the built page consists of, for the server that puts the page together: each script with its
 * integrity, what the entry cannot begin without, and the style sheet and the script that go into the page itself.
 *
 * @param folder where `page-parts.json` goes
 */
export function pageParts(folder: string): Plugin {
  let css = '';
  return {
    name: 'page-parts',
    enforce: 'post',
    apply: 'build',
    generateBundle(_options, bundle) {
      css = takeStyles(bundle);
      dropFacade(bundle);
    },
    async writeBundle(_options, bundle) {
      const parts: PageParts = { css, inline: await inlineScript(), ...scriptsOf(chunksOf(bundle)) };
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'page-parts.json'), `${JSON.stringify(parts, null, 2)}\n`);
    },
  };
}

function chunksOf(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  return Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
}

/** The style sheets of what the page begins with are part of the page, so their files are never requested. */
function takeStyles(bundle: Rolldown.OutputBundle): string {
  const names = firstChunks(chunksOf(bundle)).flatMap(({ viteMetadata }) => [
    ...(viteMetadata?.importedCss ?? []),
  ]);
  const styles = [...new Set(names)].map((name) => {
    const file = bundle[name];
    if (file?.type !== 'asset') throw new Error(`${name} is not in the bundle`);
    delete bundle[name];
    return String(file.source).trim();
  });
  if (styles.length === 0) throw new Error('The page has no styles');
  return styles.join('\n');
}

/** The entry, and what it cannot begin without. */
function firstChunks(chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const first = new Set([entryOf(chunks)]);
  // A set that grows while it is walked: each chunk's own imports get their turn.
  for (const { imports } of first) {
    for (const name of imports) {
      const imported = byFile.get(name);
      if (imported !== undefined) first.add(imported);
    }
  }
  return [...first];
}

/** The one with the module that starts the page. */
function entryOf(chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk {
  const entry = chunks.find(({ moduleIds }) => moduleIds.some((id) => STARTS.test(id)));
  if (entry === undefined) throw new Error(`No script has ${STARTS}`);
  return entry;
}

/** The bundler's own entry does nothing but ask for that one: a request for nothing. */
function dropFacade(bundle: Rolldown.OutputBundle): void {
  for (const chunk of chunksOf(bundle))
    if (chunk.isEntry && chunk.moduleIds.length === 0) delete bundle[chunk.fileName];
}

function scriptsOf(chunks: readonly Rolldown.OutputChunk[]): Omit<PageParts, 'css' | 'inline'> {
  const scripts = chunks
    .map(
      ({ name, fileName, code, imports, dynamicImports }): BuiltScript => ({
        name,
        path: `/${fileName}`,
        integrity: `sha384-${createHash('sha384').update(code).digest('base64')}`,
        bytes: Buffer.byteLength(code),
        imports: imports.map((imported) => `/${imported}`),
        later: dynamicImports.map((imported) => `/${imported}`),
      }),
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  return { entry: `/${entryOf(chunks).fileName}`, scripts };
}
