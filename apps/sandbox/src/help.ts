import manifest from '../package.json' with { type: 'json' };

/** What `inflow-sandbox --help` prints. */
export const sandboxHelp = `Usage: inflow-sandbox [--data FILE] [--dialect NAME=VALUE|FILE]... [--seed-file FILE]

A stand-in for Inflow's payment API on this machine: both of its hosts, test cards, a 3-D Secure page, signed webhooks,
faults and a clock that can be moved. It needs no account and no network. Ctrl-C ends it.

When it is ready it prints its two URLs. Open the first, http://127.0.0.1:4010 by default, for a page of what happens;
point your program at both, with any API key that begins with inflow_.

Flags
  --data FILE             store the state in FILE; without it, the state ends with the process
  --dialect NAME=VALUE    how to answer where Inflow's documentation is open, such as listOrder=oldest; or the path of
                          a JSON file with such answers; may be repeated
  --seed-file FILE        begin with the payments, webhooks and faults of a JSON file
  --help, --version       print this text, or the version

Environment variables
  SANDBOX_PORT                port of the standard API and the page (4010); 0 takes any free port
  SANDBOX_CARD_PORT           port of the card host (4011)
  HOST                        host name or IP address that both listen on (127.0.0.1)
  SANDBOX_PUBLIC_URL          URL of the standard API for a browser (http://localhost:{port})
  SANDBOX_SHOP_NAME           what the 3-D Secure page calls the shop (the host of its return URL)
  SANDBOX_API_KEY             the default API key (inflow_priv_sandbox)
  SANDBOX_WEBHOOK_URL         a webhook that is registered at start
  SANDBOX_WEBHOOK_SECRET      its secret, whsec_ and base64
  SANDBOX_WEBHOOK_TIMEOUT_MS  how long its receiver may take to respond (15000)
  SANDBOX_RECEIVE_MS          from CHECKOUT_SUCCESS to PAYMENT_RECEIVED (30000)
  SANDBOX_SETTLE_MS           from PAYMENT_RECEIVED to PAYMENT_SUCCESS (120000)
  SANDBOX_REFUND_MS           from REFUND_PENDING to FULLY_REFUNDED (10000)
  SANDBOX_3DS_EXPIRY_MS       how long a 3-D Secure challenge stays open (900000)
  SANDBOX_CLOCK_START         where the clock of a new account stands at first, such as 2026-01-31T08:00:00Z (now)
  SANDBOX_SEED                of the random draws of faults (1)
  SANDBOX_DATA, SANDBOX_DIALECT, SANDBOX_SEED_FILE
                              as the flags, which win over them
  LOG_LEVEL                   info prints each request, cards masked (warn)

The README lists the test cards, the answers of --dialect and the control API, and has samples in shell, Python and PHP.
`;

/** What `inflow-probe --help` prints. */
export const probeHelp = `Usage: inflow-probe [--out FILE] [--wait SECONDS] [--spacing MS] [--key-without-s2s-file FILE]
                    [--webhook-url URL [--listen PORT]]

Finds out how an account of Inflow's own sandbox answers where Inflow's documentation is open, with about a dozen payments
by documented test cards, and writes it to a file that inflow-sandbox replays by --dialect. Every host but Inflow's
sandbox and this machine is refused before anything is sent.

Flags
  --out FILE                   where the answers go (inflow-answers.json)
  --wait SECONDS               how long an unconfirmed payment is watched (60)
  --spacing MS                 pause between two requests (500)
  --key-without-s2s-file FILE  file with the key of an account without server-to-server payments
  --webhook-url URL            public URL that is forwarded to this machine, to see events
  --listen PORT                port here that it is forwarded to (4020)
  --help, --version            print this text, or the version

Environment variables
  INFLOW_API_KEY, or INFLOW_API_KEY_FILE with a file that holds it; required
  INFLOW_API_BASE_URL          the standard host (https://sandbox.api.inflowpay.com)
  INFLOW_CARD_BASE_URL         the card host, which is not guessed
`;

/** What the arguments ask to be printed in place of a run: the help, the version with a line end, or nothing. */
export function requestedText(args: readonly string[], help: string): string | undefined {
  if (args.includes('--help') || args.includes('-h')) return help;
  return args.includes('--version') ? `${manifest.version}\n` : undefined;
}
