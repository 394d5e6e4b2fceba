const ATOM = "(?:[\\w!#$%&'*+/=?^`{|}~-]|[^\\0-\\x7f\\p{C}\\p{Z}])+";
const LOCAL_PART = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|"[^"\\\\\\p{C}]+")$`, 'u');
const LABEL = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * Whether a text is an e-mail address of RFC 5321, or of other scripts (RFC 6531), at a domain of at least two labels. Which addresses
 * Inflow takes is not documented: this is the most that a mail server may.
 */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, labels] = [text.slice(0, at), text.slice(at + 1).split('.')];
  const bytes = Buffer.byteLength;
  if (at < 1 || bytes(local) > 64 || bytes(text) > 254 || !LOCAL_PART.test(local)) return false;
  return (
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '')
  );
}
