import { isLoopback } from './loopback.ts';

const PARTS = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?([^/?#]*)[^?#]*(?:\?([^#]*))?$/;
/** pg checks the certificate and its name for each of these, and warns about all but the first. */
const CHECKED = ['verify-full', 'verify-ca', 'require', 'prefer', 'allow'];
/** What has to be said by name. */
const UNCHECKED = ['disable', 'no-verify'];

/**
 * The URL of a database, with TLS and a checked certificate for every server that is not on this machine: without them, who controls
 * the network reads what shoppers bought and can answer in the database's place. Null for what is no such URL.
 */
export function databaseUrl(url: string): string | null {
  const [, authority, query = ''] = PARTS.exec(url) ?? [];
  if (authority === undefined) return null;
  const parameters = new URLSearchParams(query);
  const mode = parameters.get('sslmode');
  if (mode === null && (parameters.has('ssl') || isOfThisMachine(parameters.get('host') ?? authority)))
    return url;
  if (mode !== null && UNCHECKED.includes(mode)) return url;
  if (mode !== null && !CHECKED.includes(mode)) return null;
  parameters.set('sslmode', 'verify-full');
  return `${url.split('?', 1)[0]}?${parameters}`;
}

/** A socket's folder, or a loopback address with or without a port. */
function isOfThisMachine(host: string): boolean {
  const name = decodeURIComponent(host).replace(/:\d*$/, '');
  return name === '' || name.startsWith('/') || isLoopback(name);
}
