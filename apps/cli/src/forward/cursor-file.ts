import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Problem } from '../problem.ts';

/** The cursor that is kept in a file; null where there is none yet. @throws Problem for a file of something else */
export function readCursor(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Problem(`--cursor-file names a file that cannot be read: ${file}.`);
  }
  if (!/^\d{1,15}$/.test(text))
    throw new Problem(`--cursor-file names a file that holds no cursor: ${file}.`);
  return text;
}

/** Replaces it as a whole, so that a killed process leaves the one or the other. @throws Problem */
export function keepCursor(file: string, cursor: string): void {
  try {
    writeFileSync(`${file}.new`, `${cursor}\n`);
    renameSync(`${file}.new`, file);
  } catch {
    throw new Problem(`--cursor-file names a file that cannot be written: ${file}.`);
  }
}
