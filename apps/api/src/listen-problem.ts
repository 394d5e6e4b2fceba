import { type Environment, EnvironmentError } from './env.ts';

/** What is wrong where a port cannot be opened, in a sentence that names the variable; other errors as they are. */
export function listenProblem(
  env: Environment,
  variable: 'PORT' | 'OPS_PORT' | 'CONSOLE_PORT',
  error: unknown,
): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new EnvironmentError(variable, `${env[variable]} is in use by another program`);
    case 'EACCES':
      return new EnvironmentError(variable, `${env[variable]} may not be opened by this user`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new EnvironmentError('HOST', `is not an address of this machine: ${env.HOST}`);
    default:
      return error;
  }
}

/** The code of an error, or of what caused it. */
export function codeOf(error: unknown): string {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
  }
  return 'unknown reason';
}
