/** wetty, the yardstick for echo: installed outside the project, run on loopback with a plain bash. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { freePort } from '../../lab-runner/free-port.ts';
import { mustRun } from '../run-command.ts';
import type { EchoTerminal } from './socket-echo.ts';

const WETTY_VERSION = '3.2.0';

export interface Wetty extends AsyncDisposable {
  readonly url: string;
  terminal(): Promise<EchoTerminal>;
}

export async function startWetty(cacheFolder: string): Promise<Wetty> {
  const folder = join(cacheFolder, `bench-wetty-${WETTY_VERSION}`);
  const program = join(folder, 'node_modules/.bin/wetty');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    await mustRun(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        '--prefix',
        folder,
        `wetty@${WETTY_VERSION}`,
      ],
      { onLine: () => {} },
    );
  }
  const port = await freePort();
  const child = spawn(
    program,
    [
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--base',
      '/',
      '--command',
      '/bin/bash',
      '--log-level',
      'error',
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}/`;
  await untilAnswers(url);
  return {
    url,
    terminal: () => connect(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`),
    async [Symbol.asyncDispose]() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilAnswers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error('wetty did not start');
}

/** Engine.IO 4 and Socket.IO 5 by hand: 0 open, 2 ping, 40 connect, 42 event. */
async function connect(url: string): Promise<EchoTerminal> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise<void>((connected, fail) => {
    socket.once('error', fail);
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('0')) socket.send('40');
      if (text === '2') socket.send('3');
      if (text.startsWith('40')) connected();
    });
  });
  return {
    socket,
    encode: (text) => `42${JSON.stringify(['input', text])}`,
    decode: (data) => {
      const text = String(data);
      if (!text.startsWith('42')) return '';
      const [, payload] = JSON.parse(text.slice(2)) as [string, unknown];
      return String(payload);
    },
  };
}
