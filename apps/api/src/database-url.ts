import { isLoopback } from './loopback.ts';

const PARTS = /^postgres(?:ql)?:\/\/(?:[^/?#]*@)?([^@/?#]*)[^?#]*(?:\?([^#]*))?$/;
/** pg checks the certificate and its name for each of these, and warns about all but the first. */
const CHECKED = ['verify-full', 'verify-ca', 'require', 'prefer', 'allow'];
/** What has to be said by name. */
const UNCHECKED = ['disable', 'no-verify'];

/**
 * The URL of a database, with TLS and a checked certificate for every server that is not on this machine: without them, who controls
 * the network reads what shoppers bought and can answer in the database's place. Takes all spellings: URLs, also `jdbc:` and `socket:`,
 * a socket's folder with the database's name behind it, and words as libpq has them (`host=… dbname=…`). Null for what is none of them,
 * and for several hosts, of which pg would take none.
 */
export function databaseUrl(spelled: string): string | null {
  const url = namedInPath(urlOf(spelled));
  const [, authority, query = ''] = PARTS.exec(url) ?? [];
  if (authority === undefined) return null;
  const parameters = new URLSearchParams(query);
  const host = parameters.get('host') ?? authority;
  if (host.includes(',') || parameters.get('port')?.includes(',') === true) return null;
  const mode = parameters.get('sslmode');
  if (mode === null && (parameters.has('ssl') || isOfThisMachine(host))) return url;
  if (mode !== null && UNCHECKED.includes(mode)) return url;
  if (mode !== null && !CHECKED.includes(mode)) return null;
  // TLS is for servers of a network alone: PostgreSQL offers none on a socket.
  if (decodeURIComponent(host).startsWith('/')) parameters.delete('sslmode');
  else parameters.set('sslmode', 'verify-full');
  return withQuery(url, parameters);
}

/** A socket's folder, or a loopback address with or without a port. */
function isOfThisMachine(host: string): boolean {
  const name = decodeURIComponent(host).replace(/:\d*$/, '');
  return name === '' || name.startsWith('/') || isLoopback(name);
}

function withQuery(url: string, parameters: URLSearchParams): string {
  const query = parameters.toString();
  return `${url.split('?', 1)[0]}${query === '' ? '' : `?${query}`}`;
}

/** As a `postgresql:` URL; other text as it is. */
function urlOf(spelled: string): string {
  if (spelled.startsWith('jdbc:postgresql:')) return spelled.slice('jdbc:'.length);
  const socket = /^socket:(?:\/\/([^@/?#]*@)?)?(\/[^?#]*)(?:\?([^#]*))?$/.exec(spelled);
  if (socket !== null) {
    const [, user = '', folder = '', query] = socket;
    const { db = '', ...rest } = Object.fromEntries(new URLSearchParams(query));
    return urlFrom({ ...rest, host: decodeURIComponent(folder), dbname: db }, user);
  }
  const [, folder, database] = /^(\/\S+)(?: +(\S+))?$/.exec(spelled) ?? [];
  if (folder !== undefined) return urlFrom({ host: folder, dbname: database ?? '' });
  const words = wordsIn(spelled);
  return words === null ? spelled : urlFrom(words);
}

/** `user`: with its password and "@", as in the URL. */
function urlFrom({ dbname = '', ...parameters }: Readonly<Record<string, string>>, user = ''): string {
  return withQuery(`postgresql://${user}/${encodeURIComponent(dbname)}`, new URLSearchParams(parameters));
}

const WORD = /\s*(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)+|(?=\s|$))\s*/gy;

/** As libpq reads them (PostgreSQL documentation, "Keyword/Value Connection Strings"); null for other text. */
function wordsIn(text: string): Record<string, string> | null {
  const words: Record<string, string> = {};
  let end = 0;
  for (const { 0: word, 1: name = '', 2: value = '', index } of text.matchAll(WORD)) {
    words[name === 'hostaddr' ? 'host' : name] = value.replace(/^'(.*)'$/s, '$1').replaceAll(/\\(.)/gs, '$1');
    end = index + word.length;
  }
  return end === text.length && end > 0 ? words : null;
}

/** libpq takes the database's name among the parameters; pg from the path alone. */
function namedInPath(url: string): string {
  const [, address, path = '', query] = /^([^:]+:\/\/[^/?#]*)(\/[^?#]*)?\?([^#]*)$/.exec(url) ?? [];
  if (address === undefined) return url;
  const parameters = new URLSearchParams(query);
  const name = parameters.get('dbname');
  const hostAddress = parameters.get('hostaddr');
  if (name === null && hostAddress === null) return url;
  parameters.delete('dbname');
  parameters.delete('hostaddr');
  if (hostAddress !== null) parameters.set('host', hostAddress);
  return withQuery(
    name === null ? `${address}${path}` : `${address}/${encodeURIComponent(name)}`,
    parameters,
  );
}
