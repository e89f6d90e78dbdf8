/** Where the commands of package.json keep things. The runner's own settings are in lab-runner/config.ts. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Settings {
  readonly root: string;
  readonly dataFolder: string;
  readonly contentFolder: string;
  readonly host: string;
  readonly port: number;
  /** Folder under `root` that Next builds into; tests build into one of their own. */
  readonly buildFolder: string;
}

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const root = resolve(import.meta.dirname, '..');
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`PORT is "${env.PORT}", but a port is a number from 1 to 65535, such as PORT=3000.`);
  }
  return {
    root,
    port,
    host: env.HOST ?? '127.0.0.1',
    dataFolder: resolve(env.DRYDOCK_DATA ?? join(root, '.drydock')),
    contentFolder: resolve(env.CONTENT_DIR ?? join(root, 'content')),
    buildFolder: env.NEXT_DIST_DIR ?? '.next',
  };
}

/** The secret under which web signs tickets and the runner signs receipts; made once, readable by the owner alone. */
export function ticketSecret(settings: Settings, env: NodeJS.ProcessEnv = process.env): string {
  if (env.DRYDOCK_TICKET_SECRET) return env.DRYDOCK_TICKET_SECRET;
  const file = join(settings.dataFolder, 'ticket-secret');
  if (!existsSync(file)) {
    mkdirSync(settings.dataFolder, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, randomBytes(32).toString('base64url'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}
