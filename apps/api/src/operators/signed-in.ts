import type { Operator } from '@checkout/schemas/console-operator';
import type { Deps } from '../deps.ts';

/** A person's session of the console, as it stands in its row. */
export type SignedIn = {
  readonly operator: Operator;
  /** SHA-256 of the session's token, hex: what its row is found by. */
  readonly sessionHash: string;
  readonly signedInAt: Date;
  readonly endsAt: Date;
};

/** A person who acts, and the IP address that the call came from. */
export type Acting = { readonly operator: Operator; readonly address: string | null };

/** What the console needs beside the use cases' own. */
export type ConsoleSettings = {
  /** Where the console is, without a slash at its end. */
  readonly consoleUrl: string;
  readonly testMode: boolean;
};

export type ConsoleDeps = Deps & { readonly consoleSettings: ConsoleSettings };
