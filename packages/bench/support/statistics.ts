export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** "median (least–most)": the spread shows how far to trust it. */
export function spread(values: readonly number[], digits = 2): string {
  const text = (value: number) => value.toFixed(digits);
  return `${text(median(values))} (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}

/** By least squares over evenly spaced points: the slope from one to the next, and its standard error. */
export function trendOf(points: readonly number[]): { mean: number; slope: number; error: number } {
  const middle = (points.length - 1) / 2;
  const mean = points.reduce((sum, each) => sum + each, 0) / points.length;
  const width = points.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  const slope = points.reduce((sum, each, index) => sum + (index - middle) * (each - mean), 0) / width;
  const left = points.reduce((sum, each, index) => sum + (each - mean - slope * (index - middle)) ** 2, 0);
  return { mean, slope, error: Math.sqrt(left / (points.length - 2) / width) };
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
