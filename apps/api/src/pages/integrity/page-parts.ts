import { createHash } from 'node:crypto';
import { type DefaultTreeAdapterTypes, parse, defaultTreeAdapter as tree } from 'parse5';
import { forbiddenIn } from './forbidden-parts.ts';
import { isMerchantStyle } from './merchant-parts.ts';

/** The parts of a page that run, load or decide what runs, parsed as a browser parses them. */
export type PageParts = {
  /** `<script src>` and what is preloaded as one: the address as written, and its integrity if it has one. */
  readonly scripts: readonly { address: string; integrity: string | null }[];
  /** What is loaded and runs nothing: style sheets and pictures. */
  readonly passive: readonly { what: string; address: string }[];
  readonly inline: readonly { kind: 'script' | 'style'; hash: string }[];
  /** Of the merchant's look, which is in no build; null where there is none. */
  readonly merchantStyle: string | null;
  /** Integrity that an import map gives to addresses. */
  readonly mapped: Readonly<Record<string, string>>;
  /** Parts that this page must not have, each described in a few words. */
  readonly forbidden: readonly string[];
  /** The text of each script element that holds data, by its id. */
  readonly data: ReadonlyMap<string, string>;
  /** Whether there is a field that a card number is typed into. */
  readonly hasCardField: boolean;
};

/** A script element of these types holds data, and runs in no browser. */
const DATA: ReadonlySet<string> = new Set(['application/json']);

const ICONS = ['icon', 'apple-touch-icon'];

export function readPage(html: string): PageParts {
  const scripts: { address: string; integrity: string | null }[] = [];
  const passive: { what: string; address: string }[] = [];
  const inline: { kind: 'script' | 'style'; hash: string }[] = [];
  const forbidden: string[] = [];
  const data = new Map<string, string>();
  let mapped: Record<string, string> = {};
  let hasCardField = false;
  let merchantStyle: string | null = null;

  for (const element of elementsOf(parse(html))) {
    const attributes = new Map(
      // `xlink:href` beside `href` is another attribute.
      element.attrs.map(({ name, value, prefix }) => [prefix ? `${prefix}:${name}` : name, value]),
    );
    const name = element.tagName;
    forbidden.push(...forbiddenIn(name, attributes));
    if (name === 'script') {
      const address = attributes.get('src') ?? attributes.get('href') ?? attributes.get('xlink:href');
      if (address !== undefined) {
        scripts.push({ address, integrity: attributes.get('integrity') ?? null });
      } else if (DATA.has(attributes.get('type') ?? '')) {
        data.set(attributes.get('id') ?? '', textOf(element));
      } else {
        inline.push({ kind: 'script', hash: hashOf(textOf(element)) });
        if (attributes.get('type') === 'importmap') mapped = { ...mapped, ...integrityOf(textOf(element)) };
      }
    }
    if (name === 'style') {
      const css = textOf(element);
      if (merchantStyle === null && isMerchantStyle(css)) merchantStyle = css;
      else inline.push({ kind: 'style', hash: hashOf(css) });
    }
    if (name === 'link') {
      const relations = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
      const address = attributes.get('href') ?? '';
      if (relations.includes('stylesheet')) passive.push({ what: 'a style sheet', address });
      if (ICONS.some((icon) => relations.includes(icon))) passive.push({ what: 'an icon', address });
      const preloadsScript = relations.includes('preload') && attributes.get('as') === 'script';
      if (relations.includes('modulepreload') || preloadsScript)
        scripts.push({ address, integrity: attributes.get('integrity') ?? null });
    }
    if (name === 'img') passive.push({ what: 'a picture', address: attributes.get('src') ?? '' });
    if (name === 'input' && attributes.get('autocomplete') === 'cc-number') hasCardField = true;
  }
  return { scripts, passive, inline, merchantStyle, mapped, forbidden, data, hasCardField };
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
