import * as z from 'zod';

/** As CSP Level 3 and Trusted Types name them, and the header `Integrity-Policy`. A name outside this list counts as `other`. */
const DIRECTIVES: ReadonlySet<string> = new Set([
  'base-uri',
  'child-src',
  'connect-src',
  'default-src',
  'fenced-frame-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'frame-src',
  'img-src',
  'integrity-policy',
  'manifest-src',
  'media-src',
  'object-src',
  'require-trusted-types-for',
  'sandbox',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src',
  'style-src-attr',
  'style-src-elem',
  'trusted-types',
  'worker-src',
]);

/** What was blocked. Reports caused by browser extensions are counted apart: they would hide those of the page. */
export type Blocked = 'inline' | 'eval' | 'trusted-types' | 'data' | 'extension' | 'address' | 'other';

export type Violation = {
  readonly directive: string;
  readonly blocked: Blocked;
  /** The last two labels of the host, digits masked: subdomains and paths can carry a card number. */
  readonly site: string | null;
};

/** At most so many reports of one request are counted. */
const MOST = 20;

const legacySchema = z.object({
  'csp-report': z.object({
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().optional(),
    'blocked-uri': z.string().optional(),
  }),
});

const reportsSchema = z.array(
  z.object({
    type: z.string(),
    body: z
      .object({ effectiveDirective: z.string().optional(), blockedURL: z.string().optional() })
      .nullish(),
  }),
);

/**
 * Reads both forms that browsers send: `application/csp-report` (one) and `application/reports+json` (many). Only what
 * `Violation` has is kept: the sample, URLs and policy of a report can hold a card number or a session id.
 * Null for any other body.
 */
export function readViolations(body: unknown): Violation[] | null {
  const legacy = legacySchema.safeParse(body);
  if (legacy.success) {
    const report = legacy.data['csp-report'];
    const directive = report['effective-directive'] ?? report['violated-directive']?.split(' ', 1)[0];
    return [violation(directive, report['blocked-uri'])];
  }
  const reports = reportsSchema.safeParse(body);
  if (!reports.success) return null;
  return reports.data.slice(0, MOST).flatMap((report) => {
    if (report.type === 'csp-violation')
      return [violation(report.body?.effectiveDirective, report.body?.blockedURL)];
    if (report.type === 'integrity-violation')
      return [violation('integrity-policy', report.body?.blockedURL)];
    return [];
  });
}

function violation(directive: string | undefined, blockedUri: string | undefined): Violation {
  const blocked = kindOf(blockedUri ?? '');
  return {
    directive: directive !== undefined && DIRECTIVES.has(directive) ? directive : 'other',
    blocked,
    site: blocked === 'address' && blockedUri !== undefined ? siteOf(blockedUri) : null,
  };
}

function kindOf(blockedUri: string): Blocked {
  if (blockedUri === 'inline') return 'inline';
  if (blockedUri === 'eval' || blockedUri === 'wasm-eval') return 'eval';
  if (/^trusted-types-(policy|sink)\b/.test(blockedUri)) return 'trusted-types';
  if (/^(data|blob)\b/.test(blockedUri)) return 'data';
  if (/^[a-z-]*extension\b/.test(blockedUri)) return 'extension';
  return /^(https?|wss?):/.test(blockedUri) && URL.canParse(blockedUri) ? 'address' : 'other';
}

function siteOf(address: string): string {
  return new URL(address).hostname.split('.').slice(-2).join('.').slice(0, 100).replace(/\d/g, '#');
}
