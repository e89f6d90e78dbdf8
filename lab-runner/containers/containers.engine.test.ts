/** What the containers panel is told of a real nested engine, and what it does there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContainerCommand, wordsOf } from '../../lib/lab-api/container-command.ts';
import type { ContainersMessage, EngineContent } from '../../lib/lab-api/containers.ts';
import { type EngineRig, labEngine, openEngineRig, rigSpec } from '../drivers/docker/engine-rig.ts';
import type { Driver, Sandbox } from '../drivers/driver.ts';
import { runAsLearner } from '../panels/run-as-learner.ts';
import { inspect } from './inspect.ts';
import { watchEngine } from './watch-engine.ts';

class Watcher {
  readonly told: ContainersMessage[] = [];
  readonly over: Promise<void>;
  readonly #closing = new AbortController();
  #wake: () => void = () => {};

  constructor(sandbox: Sandbox) {
    this.over = watchEngine(sandbox, {
      signal: this.#closing.signal,
      tell: (message) => {
        this.told.push(message);
        this.#wake();
      },
    });
  }

  async until(holds: (message: ContainersMessage | undefined) => boolean): Promise<void> {
    while (!holds(this.told.at(-1))) await new Promise<void>((wake) => (this.#wake = wake));
  }

  async shows(holds: (content: EngineContent) => boolean): Promise<EngineContent> {
    let found: EngineContent | undefined;
    await this.until((message) => {
      found = message?.type === 'content' && holds(message.content) ? message.content : undefined;
      return found !== undefined;
    });
    return found as EngineContent;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.over;
  }
}

describe('the containers panel', { timeout: 90_000 }, () => {
  const cleanup = new AsyncDisposableStack();
  const { signal } = new AbortController();
  let rig: EngineRig;
  let driver: Driver;
  let sandbox: Sandbox;
  let watcher: Watcher;

  const learner = async (script: string) => {
    const { exitCode, stdout, stderr } = await sandbox.exec(['bash', '-lc', script], {
      place: 'sandbox',
      timeoutMs: 60_000,
    });
    expect(exitCode, stdout + stderr).toBe(0);
    return stdout;
  };

  const gives = (command: ContainerCommand) => runAsLearner(sandbox, wordsOf(command), { signal });

  beforeAll(async () => {
    rig = cleanup.use(openEngineRig(await labEngine()));
    driver = await rig.open();
    cleanup.defer(() => driver.close());
    sandbox = await driver.create(rigSpec);
    watcher = new Watcher(sandbox);
    cleanup.defer(() => watcher.close());
  }, 120_000);

  afterAll(async () => {
    await cleanup.disposeAsync();
    expect(await rig.leftovers()).toEqual([]);
  }, 120_000);

  it('tells of an engine that has nothing but its own networks', async () => {
    const content = await watcher.shows(() => true);
    expect(content.containers).toEqual([]);
    expect(content.networks.map(({ name }) => name).sort()).toEqual(['bridge', 'host', 'none']);
  });

  it('tells of a container with its port, its image and its volume, and of each change', async () => {
    await learner('docker run -d --name web -p 8080:80 -v pages:/pages nginx');
    const content = await watcher.shows(({ containers }) => containers[0]?.state === 'running');
    expect(content.containers).toMatchObject([
      { name: 'web', image: 'nginx', project: null, ports: [{ port: 80, protocol: 'tcp', published: 8080 }] },
    ]);
    expect(content.images[0]?.names).toEqual(['nginx:latest']);
    expect(content.volumes).toMatchObject([{ name: 'pages', driver: 'local' }]);
    await learner('docker pause web');
    await watcher.shows(({ containers }) => containers[0]?.state === 'paused');
    await learner('docker unpause web');
    await watcher.shows(({ containers }) => containers[0]?.state === 'running');
  });

  it('does what the command it shows would do, and says what went wrong', async () => {
    expect(await gives({ on: 'container', verb: 'stop', name: 'web' })).toEqual({
      exitCode: 0,
      output: 'web',
    });
    await watcher.shows(({ containers }) => containers[0]?.state === 'exited');
    const inUse = await gives({ on: 'volume', verb: 'rm', name: 'pages' });
    expect(inUse.exitCode).toBe(1);
    expect(inUse.output).toContain('volume is in use');
    await gives({ on: 'container', verb: 'rm', name: 'web' });
    await watcher.shows(({ containers }) => containers.length === 0);
  });

  it('groups what Compose made, and ends it as a whole', async () => {
    await learner(
      `mkdir -p ~/shop && cd ~/shop && printf 'services:\\n  cache:\\n    image: redis\\n' >compose.yaml && docker compose up -d`,
    );
    const content = await watcher.shows(({ containers }) => containers[0]?.state === 'running');
    expect(content.containers[0]).toMatchObject({ project: 'shop', service: 'cache' });
    await gives({ on: 'project', verb: 'down', name: 'shop' });
    await watcher.shows(({ containers }) => containers.length === 0);
  });

  it('inspects what is there, and says of what is not that it is gone', async () => {
    const image = JSON.parse(await inspect(sandbox, { on: 'image', name: 'nginx:latest' }, signal));
    expect(image.RepoTags).toEqual(['nginx:latest']);
    const gone = inspect(sandbox, { on: 'container', name: 'web' }, signal);
    await expect(gone).rejects.toMatchObject({ code: 'object_missing' });
  });

  it('takes what a learner names things as text, and no label of any size holds it up', async () => {
    const huge = 'x'.repeat(60_000);
    await learner(`docker create --name odd --label note='<img src=x onerror=alert(1)>${huge}' nginx`);
    const content = await watcher.shows(({ containers }) => containers[0]?.name === 'odd');
    expect(JSON.stringify(content).length).toBeLessThan(10_000);
    await learner('docker rm odd');
  });

  it('says that the engine is down while it is, and goes on when it is back', async () => {
    await learner('sudo service docker stop');
    await watcher.until((message) => message?.type === 'down');
    await learner('sudo service docker start');
    await watcher.shows(({ images }) => images.length > 0);
  });
});
