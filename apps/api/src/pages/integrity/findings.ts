export type Inspected = {
  /** How it differs from the build, a sentence each. */
  readonly differences: readonly string[];
  /** Why some of it was not seen, a sentence each. */
  readonly unseen: readonly string[];
};

/** What requests for one page or file showed, collected so that what many of them show is one sentence. */
export type Findings = {
  /** One request: how it was made, and each difference that its response has. */
  add(request: string, differences: readonly string[]): void;
  /** Each difference once, with the requests that showed it. */
  sentences(): string[];
};

const MOST_NAMED = 3;

export function collectFindings(subject: string): Findings {
  const requests: string[] = [];
  const found = new Map<string, string[]>();
  return {
    add(request, differences) {
      requests.push(request);
      for (const difference of new Set(differences))
        found.set(difference, [...(found.get(difference) ?? []), request]);
    },
    sentences: () =>
      [...found].map(([difference, shown]) => `${subject} ${difference} (${extent(shown, requests)})`),
  };
}

function extent(shown: readonly string[], requests: readonly string[]): string {
  if (shown.length === requests.length) return `in each of ${requests.length} requests`;
  const named = shown.slice(0, MOST_NAMED).join('; ');
  const more = shown.length > MOST_NAMED ? '; …' : '';
  return `in ${shown.length} of ${requests.length} requests: ${named}${more}`;
}
