/** Whether a host name or address is this machine's own, as it stands in a URL or without brackets. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || /^(\[::1\]|::1)$/.test(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}
