/** The two processes of Drydock and what each is told. */
import type { Service } from './services.ts';
import { type Settings, ticketSecret } from './settings.ts';

export type Mode = 'start' | 'dev';

export function webService(settings: Settings, webPort: number, mode: Mode): Service {
  return {
    name: 'web',
    command: 'next',
    args: [mode, '-H', '127.0.0.1', '-p', String(webPort)],
    env: {
      ...shared(settings),
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      NEXT_DIST_DIR: settings.buildFolder,
      NEXT_TELEMETRY_DISABLED: '1',
    },
    readyUrl: `http://127.0.0.1:${webPort}/`,
  };
}

export function runnerService(settings: Settings, webPort: number, mode: Mode): Service {
  return {
    name: 'lab-runner',
    command: 'node',
    args: [
      '--disable-warning=ExperimentalWarning',
      ...(mode === 'dev' ? ['--watch-preserve-output', '--watch'] : []),
      'lab-runner/main.ts',
    ],
    env: {
      ...shared(settings),
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      DRYDOCK_WEB_URL: `http://127.0.0.1:${webPort}`,
    },
    readyUrl: `http://${settings.host}:${settings.port}/lab/health`,
  };
}

function shared(settings: Settings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOST: settings.host,
    PORT: String(settings.port),
    DRYDOCK_DATA: settings.dataFolder,
    CONTENT_DIR: settings.contentFolder,
    DRYDOCK_TICKET_SECRET: ticketSecret(settings),
  };
}
