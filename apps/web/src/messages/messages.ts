import type { en } from './en.ts';

/** What every language must say. A sentence that is missing or has other parameters fails the build. */
export type Messages = typeof en;
