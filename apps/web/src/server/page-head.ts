import type { Language } from '../messages/language.ts';
import type { BuiltScript, PageParts } from './page-parts.ts';

export type PageHead = {
  /** The integrity of every script, for those that other scripts ask for. */
  readonly importMap: string;
  readonly css: string;
  /** The script at the page's end. */
  readonly inline: string;
  /** All of it as markup, in the order in which it is needed. */
  readonly first: string;
};

/** What a page in one language begins with: nothing that it needs waits for another file to ask for it. */
export function pageHead(parts: PageParts, language: Language): PageHead {
  const importMap = importMapOf(parts);
  const entry = scriptAt(parts, parts.entry);
  const needed = [entry, ...importsOf(parts, entry), ...languageScripts(parts, language)];
  const first = [
    `<style>${parts.css}</style>`,
    `<script type="importmap">${importMap}</script>`,
    `<script type="module" src="${entry.path}" integrity="${entry.integrity}"></script>`,
    ...[...new Set(needed)]
      .filter((script) => script !== entry)
      .map(({ path, integrity }) => `<link rel="modulepreload" href="${path}" integrity="${integrity}" />`),
  ];
  return { importMap, css: parts.css, inline: parts.inline, first: first.join('\n    ') };
}

function importMapOf({ scripts }: PageParts): string {
  return JSON.stringify({ integrity: Object.fromEntries(scripts.map((s) => [s.path, s.integrity])) });
}

function languageScripts(parts: PageParts, language: Language): BuiltScript[] {
  const script = parts.scripts.find(({ name }) => name === language);
  if (script === undefined) throw new Error(`The build has no script for ${language}`);
  return [script, ...importsOf(parts, script)];
}

function importsOf(parts: PageParts, script: BuiltScript, seen = new Set<string>()): BuiltScript[] {
  return script.imports.flatMap((path) => {
    if (seen.has(path)) return [];
    seen.add(path);
    const imported = scriptAt(parts, path);
    return [imported, ...importsOf(parts, imported, seen)];
  });
}

function scriptAt({ scripts }: PageParts, path: string): BuiltScript {
  const script = scripts.find((candidate) => candidate.path === path);
  if (script === undefined) throw new Error(`The build has no script ${path}`);
  return script;
}
