import { withAsciiDigits } from './digits.ts';

/** The longest path that SMTP can carry, without its brackets, in octets (RFC 5321, 4.5.3.1.3). */
export const LONGEST_EMAIL = 254;
const LONGEST_LOCAL_PART = 64;
const LONGEST_DOMAIN = 253;

/** Longer texts are not cleaned: no paste around an address is. */
const LONGEST_PASTE = 1000;

/** Marks of writing direction, zero width and hyphenation, controls; of these, space and joiners may have a meaning. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\ufffc]/gu;
const JOINED = /[^\0-\u024f\p{P}\p{S}\p{Z}]/u;
/** Of what people and programs put around an address. */
const BEFORE = /^[\s"'`´‘’“”„‚«»‹›<([{.,;:]+/u;
const BEHIND = /[\s"'`´‘’“”„‚«»‹›>)\]}.,;:!?。、]+$/u;

/**
 * An e-mail address without what a paste, a keyboard or a link brings along: spaces, quotes, brackets and punctuation around it, a name
 * before `<…>`, `mailto:`, marks of writing direction, characters of no width, full-width letters and signs, a curly apostrophe. Its
 * domain comes in the form that DNS has (lower case, `xn--`), so that both spellings of one address are one customer.
 */
export function cleanEmail(pasted: string): string {
  if (pasted.length > LONGEST_PASTE) return pasted;
  const plain = withAsciiDigits(withoutUnseen(pasted).replace(/[\uff01-\uff5e]/g, narrow))
    .replace(/\ufe6b/g, '@')
    .normalize('NFC')
    .trim();
  const inBrackets = /<([^<>]*@[^<>]*)>\W*$/u.exec(plain)?.[1] ?? plain;
  const quoted = /^"(?:[^"\\]|\\.)+"@/.test(inBrackets);
  const begun = inBrackets.replace(BEFORE, '');
  // A name may consist of such signs.
  const unwrapped = begun.startsWith('@') ? inBrackets : begun;
  const bare = (quoted ? inBrackets : withoutMailto(unwrapped)).replace(BEHIND, '');
  const at = bare.lastIndexOf('@');
  if (at === -1) return bare;
  const local = bare.slice(0, at).trimEnd();
  const domain = bare.slice(at + 1).trimStart();
  return `${quoted ? local : local.replace(/[‘’ʼ]/g, "'")}@${domainInAscii(domain)}`;
}

function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, (unseen, at: number) => {
    if (/\s/.test(unseen)) return ' ';
    const joins = unseen === '\u200c' || unseen === '\u200d';
    return joins && JOINED.test(text[at - 1] ?? '') && JOINED.test(text[at + 1] ?? '') ? unseen : '';
  });
}

function narrow(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

/** RFC 6068: percent-encoded, and perhaps with a subject behind it. */
function withoutMailto(text: string): string {
  const [, encoded] = /^mailto:\s*([^?]*)/i.exec(text) ?? [];
  if (encoded === undefined) return text;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** By the browser's own IDNA (UTS #46); as it was where that refuses it. */
function domainInAscii(domain: string): string {
  if (!DOMAIN_CHARACTERS.test(domain)) return domain;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return domain;
  }
}

/** Letters and digits of any script, hyphens and every full stop of UTS #46. */
const DOMAIN_CHARACTERS = /^(?:[\p{L}\p{M}\p{N}\-.·・\u3002\uff0e\uff61]|\u200c|\u200d)+$/u;

/** RFC 5321, 4.1.2, with the letters and signs of all scripts (RFC 6531, 3.3). */
const ATOM = "[\\w!#$%&'*+/=?^`{|}~\\-]|[^\\0-\\x7f\\p{C}\\p{Z}]|[\\u200c\\u200d]";
const LOCAL_PART = new RegExp(
  `^(?:(?:${ATOM})+(?:\\.(?:${ATOM})+)*|"(?:[\\x20!#-[\\]-~]|\\\\[\\x20-~]|[^\\0-\\x7f\\p{C}\\p{Z}])+")$`,
  'u',
);
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/;

/**
 * Whether a cleaned text is an e-mail address that can be written to over the internet: RFC 5321 and, for other scripts, RFC 6531. Not
 * accepted: a domain of one label (`ada@localhost`), an IP address as domain (`ada@[192.0.2.1]`), two dots in a row outside quotes.
 */
export function isEmail(address: string): boolean {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (at === -1 || octets(local) > LONGEST_LOCAL_PART || octets(address) > LONGEST_EMAIL) return false;
  return LOCAL_PART.test(local) && domain.length <= LONGEST_DOMAIN && isDomain(domain);
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && /^(?:[a-z]{2,}|xn--.+)$/.test(last)
  );
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}
