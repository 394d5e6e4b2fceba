export const LOOPBACK = /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/;

/**
 * Whether the sandbox takes the payments (README, `SANDBOX`), or why that cannot be. By itself it does so only for the browsers of this
 * machine: elsewhere, sessions of strangers would be paid without any money.
 */
export function chooseSandbox(env) {
  const hasKey = Boolean(env.INFLOW_API_KEY || env.INFLOW_API_KEY_FILE);
  switch (env.SANDBOX || 'auto') {
    case 'on':
      return hasKey
        ? { problem: 'SANDBOX is on, and INFLOW_API_KEY is set: only one of them can take the payments.' }
        : { usesSandbox: true };
    case 'off':
      return hasKey
        ? { usesSandbox: false }
        : { problem: 'INFLOW_API_KEY must be set: the private key of the Inflow account. SANDBOX is off.' };
    case 'auto':
      return hasKey || isOfThisMachine(env) ? { usesSandbox: !hasKey } : { problem: problemOf(env) };
    default:
      return { problem: 'SANDBOX must be auto, on or off.' };
  }
}

function isOfThisMachine({ PUBLIC_URL: url, HOST: host }) {
  if (!url) return LOOPBACK.test(host || '127.0.0.1');
  return URL.canParse(url) && LOOPBACK.test(new URL(url).hostname);
}

const problemOf = ({ PUBLIC_URL: url }) =>
  `INFLOW_API_KEY must be set, because ${url ? 'PUBLIC_URL' : 'HOST'} is not an address of this machine alone. ` +
  'With SANDBOX=on the sandbox takes the payments: no money moves, and every page says so.';
