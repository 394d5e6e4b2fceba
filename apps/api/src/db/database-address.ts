import type pg from 'pg';

/** Asked for each new connection, in place of the URL's; null: that one. */
export type ReadPassword = (() => Promise<string>) | null;
export type DatabaseAddress = { readonly url: string; readonly password: ReadPassword };

type ClientClass = new (config?: pg.ClientConfig) => pg.Client;

/** The client, but for the password. A `password` beside a `connectionString` would not do: the string's takes its place. */
export function withPassword(Client: ClientClass, password: ReadPassword): ClientClass {
  if (password === null) return Client;
  return class extends Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      Object.assign(this, { password });
    }
  };
}

export const addressOf = (database: string | DatabaseAddress): DatabaseAddress =>
  typeof database === 'string' ? { url: database, password: null } : database;
