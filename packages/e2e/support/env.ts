const PASSED_ON = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR'] as const;

/** What a child needs of the machine, and nothing else: a variable of the terminal must not change what is tested. */
export function machineEnvironment(): Record<string, string> {
  const entries = PASSED_ON.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [(typeof entry)[0], string] => entry[1] !== undefined),
  );
}

/** Set by faults/crash-command.ts for its run of Playwright, and by nothing else. */
const CRASH_DIALECT = 'CHECKOUT_CRASH_DIALECT';

/** The sandbox's environment for the dialect of the crash tests; empty where they have none. */
export function crashDialect(): Record<string, string> {
  const dialect = process.env[CRASH_DIALECT];
  return dialect === undefined ? {} : { SANDBOX_DIALECT: dialect };
}

/** The environment of this process, with a dialect for the crash tests. */
export function withCrashDialect(dialect: string | undefined): NodeJS.ProcessEnv {
  return dialect === undefined ? process.env : { ...process.env, [CRASH_DIALECT]: dialect };
}

/** Runs `work` while the folder for temporary files is another one: for a package that offers no choice of it. */
export async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
