/** Whether a browser may be sent there: https anywhere, http only on loopback. Refuses `javascript:` and the like. */
export function isSafeUrl(value: string): boolean {
  const url = parsed(value);
  if (url === null) return false;
  const { protocol, hostname } = url;
  if (protocol === 'https:') return true;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
  return protocol === 'http:' && loopback;
}

/** Not every browser of docs/browsers.md has `URL.canParse`. */
function parsed(value: string): URL | null {
  try {
    return new URL(value);
  } catch {
    return null;
  }
}
