import { resolve } from 'node:path';

/** What the web half is told by its environment; scripts/ set all of it. */
export interface WebSettings {
  readonly contentFolder: string;
  readonly dataFolder: string;
  /** PostgreSQL; null for the embedded SQLite in the data folder. */
  readonly databaseUrl: string | null;
  /** Shared with the runner. Null while pages are built. */
  readonly ticketSecret: Uint8Array | null;
  /** Origin that browsers name when it is not this machine's loopback, such as a team's https address. */
  readonly publicOrigin: string | null;
}

export function readWebSettings(env: NodeJS.ProcessEnv = process.env): WebSettings {
  const root = process.cwd();
  return {
    contentFolder: resolve(/*turbopackIgnore: true*/ root, env.CONTENT_DIR || 'content'),
    dataFolder: resolve(/*turbopackIgnore: true*/ root, env.DRYDOCK_DATA || '.drydock'),
    databaseUrl: env.DATABASE_URL || null,
    ticketSecret: env.DRYDOCK_TICKET_SECRET ? new TextEncoder().encode(env.DRYDOCK_TICKET_SECRET) : null,
    publicOrigin: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null,
  };
}
