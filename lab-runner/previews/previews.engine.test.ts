/** Previews of what runs in a real sandbox: a container's published port, one that is not, a program, and their figures. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import { systemClock } from '../clock.ts';
import {
  type EngineRig,
  labEngine,
  openEngineRig,
  rigSpec,
  silentLog,
} from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import { switchingServer } from '../front/host-switch.ts';
import type { RunningLab } from '../labs/running-lab.ts';
import { SECRET } from '../testing/server-rig.ts';
import { listeningPorts } from './listening-ports.ts';
import { cookieOf, fetchAs, Visitor } from './preview-client.ts';
import { Previews } from './previews.ts';

const FIVE_MB = 5_000_000;
const ticket = { learner: 'ada', lesson: 'build', rights: 'own' } as const;

describe('previews of a real sandbox', { timeout: 120_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  const gone = new AbortController();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let lab: RunningLab;
  let previews: Previews;
  let port: number;

  const learner = async (script: string) => {
    const how = { place: 'sandbox', timeoutMs: 60_000 } as const;
    const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], how);
    expect(exitCode, stdout + stderr).toBe(0);
    return stdout;
  };
  const visit = async (target: PreviewTarget) => {
    const from = { host: `127.0.0.1:${port}`, app: `http://127.0.0.1:${port}` };
    const { origin, entrance } = previews.open(ticket, lab, target, from);
    const { headers } = await fetchAs(port, entrance);
    return new Visitor(port, origin, cookieOf(headers));
  };

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(rigSpec);
    lab = {
      sandbox,
      folder: '/home/learner',
      gone: gone.signal,
      touch: () => {},
      hold: () => () => {},
      terminalsChanged: () => {},
    };
    previews = new Previews({
      labs: { resolve: async () => lab },
      clock: systemClock,
      log: silentLog,
      secret: SECRET,
      wildcard: undefined,
      publicOrigin: undefined,
    });
    const times = { requestTimeout: 60_000, keepAliveTimeout: 5_000 };
    const app = (_request: unknown, response: { end(): void }) => response.end();
    const server = switchingServer(previews, app, { ...times, upgrades: createServer() });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
    cleanup.defer(async () => {
      await previews.close();
      server.closeAllConnections();
      server.close();
    });
    await learner('docker run -d --name web -p 8080:80 nginx && docker run -d --name hidden nginx');
    await learner(`docker exec web sh -c 'head -c ${FIVE_MB} /dev/zero > /usr/share/nginx/html/five'`);
  }, 120_000);

  afterAll(async () => {
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('shows what a container has published, and knows that it listens', async () => {
    expect(await listeningPorts(sandbox, gone.signal)).toContain(8080);
    const visitor = await visit({ kind: 'port', port: 8080 });
    const { status, body } = await visitor.ask('/');
    expect([status, body.includes('nginx')]).toEqual([200, true]);
    expect((await visitor.ask('/no-such-page')).status).toBe(404);
  });

  it('shows a container that publishes nothing, also after it was started anew with another address', async () => {
    const visitor = await visit({ kind: 'container', name: 'hidden', port: 80 });
    expect((await visitor.ask('/')).body).toContain('nginx');
    await learner('docker stop -t 0 hidden web && docker start web hidden');
    await visitor.ask('/.drydock/listening');
    expect((await visitor.ask('/')).body).toContain('nginx');
  });

  it('waits for a container that is not there, and for a port that nothing listens on', async () => {
    const missing = await visit({ kind: 'container', name: 'nobody', port: 80 });
    expect((await missing.ask('/')).body).toContain('Waiting for port 80 of container nobody');
    expect((await missing.ask('/.drydock/listening')).body).toBe('{"listening":false}');
    const closed = await visit({ kind: 'port', port: 9999 });
    expect((await closed.ask('/')).body).toContain('Waiting for port 9999');
  });

  it('says of a database that it is no page', async () => {
    await learner('docker run -d --name cache -p 6379:6379 redis');
    const visitor = await visit({ kind: 'port', port: 6379 });
    expect((await visitor.ask('/')).body).toMatch(/does not speak HTTP|closed it without an answer/);
  });

  it('sees a program of the learner’s own on 127.0.0.1, and that it has ended', async () => {
    await learner(
      'mkdir -p site && echo ahoy > site/index.html && cd site && (setsid python3 -m http.server 8000 --bind 127.0.0.1 >/dev/null 2>&1 &)',
    );
    while (!(await listeningPorts(sandbox, gone.signal)).includes(8000));
    const visitor = await visit({ kind: 'port', port: 8000 });
    expect((await visitor.ask('/')).body).toBe('ahoy\n');
    await learner('pkill -f http.server');
    while ((await listeningPorts(sandbox, gone.signal)).includes(8000));
    expect((await visitor.ask('/')).body).toContain('Waiting for port 8000');
  });

  it('is quick: small requests in milliseconds, five megabytes in a moment', async () => {
    const visitor = await visit({ kind: 'port', port: 8080 });
    const small: number[] = [];
    for (let time = 0; time < 50; time += 1) small.push(await took(() => visitor.ask('/')));
    const large: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      large.push(await took(async () => expect((await visitor.ask('/five')).body.length).toBe(FIVE_MB)));
    }
    process.stdout.write(`preview: small request ${median(small)} ms, 5 MB ${median(large)} ms\n`);
    expect(median(small)).toBeLessThan(100);
    expect(median(large)).toBeLessThan(2000);
  });

  it('hands on a gigabyte, and holds none of it', async () => {
    await learner('docker exec web truncate -s 1G /usr/share/nginx/html/huge');
    const visitor = await visit({ kind: 'port', port: 8080 });
    const before = process.memoryUsage().rss;
    let received = 0;
    let most = before;
    const began = performance.now();
    for await (const chunk of await visitor.stream('/huge')) {
      received += (chunk as Buffer).byteLength;
      if (received % 64 === 0) most = Math.max(most, process.memoryUsage().rss);
    }
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(
      `preview: 1 GiB at ${Math.round(1024 / seconds)} MiB/s, ${(most - before) >> 20} MiB more memory\n`,
    );
    expect(received).toBe(1 << 30);
    expect(most - before).toBeLessThan(256 << 20);
  });

  it('ends with its lab', async () => {
    const visitor = await visit({ kind: 'port', port: 8080 });
    gone.abort();
    expect((await visitor.ask('/')).status).toBe(410);
  });
});

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function median(numbers: readonly number[]): number {
  return Math.round((numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0) * 10) / 10;
}
