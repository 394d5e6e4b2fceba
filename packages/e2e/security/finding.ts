/** What one tool says of one thing that it tried. */
export type Finding = {
  readonly tool: string;
  /** What was tried, and against what. */
  readonly tried: string;
  /** In the tool's own words where it has some; null: it found nothing. */
  readonly finding: string | null;
};

export type Verdict = Finding & {
  /** `answered`: docs/security/scans.md says why it is no fault. */
  readonly verdict: 'passed' | 'answered' | 'open';
};
