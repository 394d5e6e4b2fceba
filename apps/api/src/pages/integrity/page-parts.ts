import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from 'parse5';

/** The parts of a page that run, or decide what runs, parsed as a browser parses them. */
export type PageParts = {
  /** `<script src>` and what is preloaded as one: the address as written, and its integrity if it has one. */
  readonly scripts: readonly { address: string; integrity: string | null }[];
  readonly styleSheets: readonly string[];
  readonly inline: readonly { kind: 'script' | 'style'; hash: string }[];
  /** Integrity that an import map gives to addresses. */
  readonly mapped: Readonly<Record<string, string>>;
  /** Parts that this page must not have, each described in a few words. */
  readonly forbidden: readonly string[];
};

const NEVER: ReadonlySet<string> = new Set(['base', 'iframe', 'frame', 'object', 'embed', 'portal']);

/** A script element of these types holds data, and runs in no browser. */
const DATA: ReadonlySet<string> = new Set(['application/json']);

export function readPage(html: string): PageParts {
  const scripts: { address: string; integrity: string | null }[] = [];
  const styleSheets: string[] = [];
  const inline: { kind: 'script' | 'style'; hash: string }[] = [];
  const forbidden: string[] = [];
  let mapped: Record<string, string> = {};

  for (const element of elementsOf(parse(html))) {
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const name = element.tagName;
    if (NEVER.has(name)) forbidden.push(`<${name}>`);
    for (const [attribute, value] of attributes) {
      if (attribute.startsWith('on')) forbidden.push(`a handler, ${attribute}, on <${name}>`);
      if (attribute === 'style') forbidden.push(`a style attribute on <${name}>`);
      if (/^\s*javascript:/i.test(value)) forbidden.push(`a javascript: address on <${name}>`);
    }
    if (name === 'meta' && attributes.has('http-equiv')) forbidden.push('<meta http-equiv>');
    if (name === 'script') {
      const address = attributes.get('src') ?? attributes.get('href');
      if (address !== undefined) {
        scripts.push({ address, integrity: attributes.get('integrity') ?? null });
      } else if (!DATA.has(attributes.get('type') ?? '')) {
        inline.push({ kind: 'script', hash: hashOf(textOf(element)) });
        if (attributes.get('type') === 'importmap') mapped = { ...mapped, ...integrityOf(textOf(element)) };
      }
    }
    if (name === 'style') inline.push({ kind: 'style', hash: hashOf(textOf(element)) });
    if (name === 'link') {
      const relations = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
      const address = attributes.get('href') ?? '';
      if (relations.includes('stylesheet')) styleSheets.push(address);
      const preloadsScript = relations.includes('preload') && attributes.get('as') === 'script';
      if (relations.includes('modulepreload') || preloadsScript)
        scripts.push({ address, integrity: attributes.get('integrity') ?? null });
    }
  }
  return { scripts, styleSheets, inline, mapped, forbidden };
}

type Node = DefaultTreeAdapterTypes.Node;

function* elementsOf(node: Node): Generator<DefaultTreeAdapterTypes.Element> {
  if (tree.isElementNode(node)) yield node;
  if ('content' in node) yield* elementsOf(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

const textOf = (element: DefaultTreeAdapterTypes.Element) =>
  element.childNodes.map((child) => (tree.isTextNode(child) ? child.value : '')).join('');

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function integrityOf(importMap: string): Record<string, string> {
  try {
    const { integrity }: { integrity?: unknown } = JSON.parse(importMap);
    if (typeof integrity !== 'object' || integrity === null) return {};
    return Object.fromEntries(
      Object.entries(integrity).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
