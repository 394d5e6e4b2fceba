/** What the caller has to change: its message is one sentence that says what. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
