import pg from 'pg';

export type DatabaseAddress = {
  readonly url: string;
  /** Asked for each new connection, in place of the URL's; null: that one. */
  readonly password: (() => Promise<string>) | null;
};

/** pg's own client, but for the password. A `password` beside a `connectionString` would not do: the string's takes its place. */
export function clientFor({ password }: DatabaseAddress): new (config?: pg.ClientConfig) => pg.Client {
  if (password === null) return pg.Client;
  return class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      Object.assign(this, { password });
    }
  };
}

export const addressOf = (database: string | DatabaseAddress): DatabaseAddress =>
  typeof database === 'string' ? { url: database, password: null } : database;
