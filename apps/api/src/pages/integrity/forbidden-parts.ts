/** They load or run other documents, change where addresses lead, or change attributes later. */
const ELEMENTS: ReadonlySet<string> = new Set([
  'animate',
  'applet',
  'audio',
  'base',
  'embed',
  'fencedframe',
  'frame',
  'frameset',
  'iframe',
  'object',
  'portal',
  'set',
  'video',
]);

/** Attributes whose value a browser loads, opens or sends something to. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'action',
  'archive',
  'attributionsrc',
  'background',
  'code',
  'codebase',
  'data',
  'formaction',
  'href',
  'imagesrcset',
  'manifest',
  'ping',
  'poster',
  'profile',
  'src',
  'srcdoc',
  'srcset',
  'xlink:href',
]);

/** Where an address may stand; `readPage` collects those that are loaded, and they are compared with the build. */
const MAY_STAND: ReadonlySet<string> = new Set([
  'a href',
  'script src',
  'script href',
  'link href',
  'img src',
]);

/** Relations of a `<link>`; of `preload`, scripts alone. */
const RELATIONS: ReadonlySet<string> = new Set(['apple-touch-icon', 'icon', 'modulepreload', 'stylesheet']);

/** A link of a page leads to one of these, or to a place in the page. */
const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** Any: only the scheme is looked at. */
const BASE = 'https://checkout.invalid/';

/**
 * What of an element this page must not have, because it runs, loads or sends something, in a few words each. An address is refused
 * where the built page has none.
 */
export function forbiddenIn(name: string, attributes: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  if (ELEMENTS.has(name)) found.push(`<${name}>`);
  for (const [attribute, value] of attributes) {
    if (attribute.startsWith('on')) found.push(`an event-handler attribute, ${attribute}, on <${name}>`);
    else if (attribute === 'style') found.push(`a style attribute on <${name}>`);
    else if (runsScript(value)) found.push(`a javascript: address in ${attribute} of <${name}>`);
    else if (ADDRESSES.has(attribute) && !ELEMENTS.has(name) && !mayStand(name, attribute, value))
      found.push(`an address in ${attribute} of <${name}>`);
  }
  if (name === 'meta') found.push(...forbiddenMeta(attributes));
  if (name === 'link') found.push(...forbiddenLink(attributes));
  return found;
}

function mayStand(name: string, attribute: string, value: string): boolean {
  // The form is sent by its script alone; until that runs, it leads nowhere.
  if (name === 'form' && attribute === 'action') return value === 'about:blank';
  if (name === 'use' || name === 'image') return value.startsWith('#');
  if (name === 'a' && attribute === 'href') return SCHEMES.has(schemeOf(value));
  return MAY_STAND.has(`${name} ${attribute}`);
}

/** As a browser reads it: without the tabs and line breaks that it leaves out. */
const schemeOf = (value: string) => (URL.canParse(value, BASE) ? new URL(value, BASE).protocol : '');

/** Also in attributes that hold no address today, such as the `to` of an animation. */
const runsScript = (value: string) => schemeOf(value) === 'javascript:';

function forbiddenMeta(attributes: ReadonlyMap<string, string>): string[] {
  const equivalent = attributes.get('http-equiv');
  if (equivalent !== undefined) return [`<meta http-equiv="${equivalent.slice(0, 40)}">`];
  const sendsReferrer =
    attributes.get('name')?.toLowerCase() === 'referrer' && attributes.get('content') !== 'no-referrer';
  return sendsReferrer ? ['a <meta name="referrer"> that sends one'] : [];
}

function forbiddenLink(attributes: ReadonlyMap<string, string>): string[] {
  const relations = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
  return relations
    .filter((relation) => !RELATIONS.has(relation))
    .filter((relation) => !(relation === 'preload' && attributes.get('as') === 'script'))
    .map((relation) => `<link rel="${relation}">`);
}
