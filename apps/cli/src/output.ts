/** Where a command writes: for people, or with `--json` for programs. */
export type Output = {
  readonly json: boolean;
  /** A line of the result for people; nothing with `--json`. */
  say(line: string): void;
  /** What goes on meanwhile: to stderr with `--json`, so that stdout has the result alone. */
  note(line: string): void;
  /** The result for programs, one line of JSON; nothing without `--json`. */
  data(value: unknown): void;
};

export function createOutput(json: boolean): Output {
  const out = (line: string) => void process.stdout.write(`${line}\n`);
  const err = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    json,
    say: (line) => (json ? undefined : out(line)),
    note: (line) => (json ? err(line) : out(line)),
    data: (value) => (json ? out(JSON.stringify(value)) : undefined),
  };
}

/** Rows as aligned lines. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (wide, row) => row.map((cell, index) => Math.max(wide[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
