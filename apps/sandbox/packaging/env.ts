/**
 * This process's environment, for the programs that it starts. Without npm_config_…, where pnpm puts settings of its own
 * that npm warns of.
 */
export const programEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_')),
);
