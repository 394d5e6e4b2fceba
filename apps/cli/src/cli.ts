import type { Command } from 'commander';
import { type Connection, connect } from './connection.ts';
import { readSettings, type Settings } from './env.ts';
import { createOutput, type Output } from './output.ts';

/** What every command works with. */
export type Cli = Connection & { readonly out: Output; readonly settings: Settings };

/** Runs `work` with the arguments and options of a command. */
export function action<Options>(
  work: (cli: Cli, options: Options, args: readonly string[]) => Promise<void>,
): (this: Command, ...given: unknown[]) => Promise<void> {
  return async function run(this: Command) {
    const options = this.optsWithGlobals<Options & { readonly url?: string; readonly json?: boolean }>();
    const settings = readSettings();
    const out = createOutput(options.json === true);
    await work({ ...connect(settings, options.url), out, settings }, options, this.args);
  };
}
