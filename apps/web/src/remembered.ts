/**
 * A function that remembers its answers. Forgets all of them when there are too many: what it is asked comes from
 * whoever asks, and must not fill the memory.
 */
export function remembered<Answer>(ask: (key: string) => Answer, most = 100): (key: string) => Answer {
  const answers = new Map<string, Answer>();
  return (key) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= most) answers.clear();
    const answer = ask(key);
    answers.set(key, answer);
    return answer;
  };
}
