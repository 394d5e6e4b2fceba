import type { Finding, Verdict } from './finding.ts';

/** Findings that are no faults. The reasons are in docs/security/scans.md, "Findings and answers". */
const ANSWERED: readonly { readonly tool: string; readonly finding: RegExp }[] = [
  { tool: 'wapiti', finding: /^HTTP Secure Headers: X-Frame-Options is not set$/ },
  { tool: 'wapiti', finding: /^HTTP Secure Headers: X-XSS-Protection is not set$/ },
  { tool: 'OWASP headers', finding: /^x-frame-options is missing/ },
  { tool: 'OWASP headers', finding: /^x-permitted-cross-domain-policies is missing/ },
  { tool: 'OWASP headers', finding: /^strict-transport-security has no includeSubDomains/ },
  { tool: 'OWASP headers', finding: /^cache-control is "no-cache": icon \(200\)$/ },
];

export function judge(found: Finding): Verdict {
  const { tool, finding } = found;
  if (finding === null) return { ...found, verdict: 'passed' };
  const isAnswered = ANSWERED.some((answer) => answer.tool === tool && answer.finding.test(finding));
  return { ...found, verdict: isAnswered ? 'answered' : 'open' };
}
