import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ContractBackend, contractCommands } from '../contract/backend.ts';
import { describeDriver } from '../contract.ts';
import type { DriverEvent, SandboxSpec } from '../driver.ts';
import { MemoryBackend, type MemoryBehaviour } from './memory-backend.ts';
import { createMemoryDriver } from './memory-driver.ts';
import type { CommandRun, ScriptedCommands } from './scripted-commands.ts';

const spec: SandboxSpec = {
  kind: 'docker',
  limits: { memoryMiB: 512, cpus: 1, pids: 500, diskMiB: 1024 },
  annotations: { role: 'lab', lesson: 'contract' },
};

const untilKilled = async (run: CommandRun) => {
  await sleep(600_000, undefined, { signal: run.signal }).catch(() => {});
  return 137;
};
const line = (command: readonly string[]) => command.join(' ');

const commands: ScriptedCommands = {
  [line(contractCommands.speak)]: (run) => {
    run.stdout('out');
    run.stderr('err');
    return 3;
  },
  [line(contractCommands.echoInput)]: (run) => {
    run.stdout(run.stdin);
    return 0;
  },
  [line(contractCommands.forever)]: untilKilled,
  [line(contractCommands.flood)]: (run) => {
    for (let number = 1; number <= 100_000; number++) run.stdout(`${number}\n`);
    return 0;
  },
  [line(contractCommands.killed)]: () => 137,
  [line(contractCommands.surroundings)]: (run) => {
    run.stdout(`${run.cwd}\n${run.user}\n${run.env.GREETING}`);
    return 0;
  },
  [line(contractCommands.twoLines)]: (run) => {
    run.stdout('one\nt');
    run.stdout('wo\n');
    return untilKilled(run);
  },
  [line(contractCommands.longLine)]: (run) => {
    run.stdout(`${'x'.repeat(200_000)}\nend\n`);
    return 0;
  },
  [line(contractCommands.readFromChecker)]: async (run) => {
    run.stdout(await readFile(run.path('/lab/home/seen.txt')));
    return 0;
  },
  [line(contractCommands.writeFromChecker)]: () => 1,
};

async function openBackend(): Promise<ContractBackend> {
  const memory = new MemoryBackend({ commands });
  return {
    spec,
    open: () => createMemoryDriver(memory),
    crash: async (id) => memory.stop(id),
    leaveHalfMade: async () => (await memory.add('docker')).id,
    echo: async (sandbox, port) => memory.listen(sandbox.id, port, (socket) => socket.pipe(socket)),
    leftovers: () => memory.leftovers(),
    [Symbol.asyncDispose]: () => memory[Symbol.asyncDispose](),
  };
}

describeDriver('memory', openBackend);

describe('a memory backend that behaves badly', () => {
  const withBackend = async (behaviour: MemoryBehaviour) => {
    const backend = new MemoryBackend({ delayMs: 50 });
    const driver = createMemoryDriver(backend);
    const made = await driver.create(spec);
    backend.behave(behaviour);
    return { backend, driver, made, [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose]() };
  };

  it('slow takes its time', async () => {
    await using bad = await withBackend('slow');
    const started = performance.now();
    await bad.driver.create(spec);
    expect(performance.now() - started).toBeGreaterThan(200);
  });

  it('full refuses new sandboxes and keeps the old', async () => {
    await using bad = await withBackend('full');
    await expect(bad.driver.create(spec)).rejects.toMatchObject({ code: 'no_capacity' });
    expect(await bad.made.state()).toBe('running');
    expect(await bad.driver.pressure()).toEqual({ memoryFreeMiB: 0, diskFreeMiB: 0 });
  });

  it('broken answers nothing, and says resync when it is back', async () => {
    await using bad = await withBackend('broken');
    await expect(bad.driver.list()).rejects.toMatchObject({ code: 'engine_down' });
    await expect(bad.made.files.list('/home/learner')).rejects.toMatchObject({ code: 'engine_down' });
    const abort = new AbortController();
    const events = bad.driver.events(abort.signal)[Symbol.asyncIterator]();
    const next = events.next();
    bad.backend.recover('broken');
    expect((await next).value).toEqual({ type: 'resync' });
    abort.abort();
  });

  it('neverReady waits until it is aborted, and leaves nothing', async () => {
    await using bad = await withBackend('neverReady');
    const abort = new AbortController();
    const reason = new Error('enough');
    const create = bad.driver.create(spec, {
      signal: abort.signal,
      onStage: (stage) => stage === 'engine' && setTimeout(() => abort.abort(reason), 50),
    });
    await expect(create).rejects.toBe(reason);
    expect(await bad.driver.list()).toHaveLength(1);
  });

  it('dying stops a sandbox right after it was made', async () => {
    await using bad = await withBackend('dying');
    expect(await (await bad.driver.create(spec)).state()).toBe('stopped');
  });

  it('losingEvents says nothing, and resync when it is over', async () => {
    await using bad = await withBackend('losingEvents');
    const abort = new AbortController();
    const seen: DriverEvent[] = [];
    const events = bad.driver.events(abort.signal)[Symbol.asyncIterator]();
    const next = events.next().then(({ value }) => seen.push(value as DriverEvent));
    bad.backend.stop(bad.made.id);
    bad.backend.recover('losingEvents');
    await next;
    expect(seen).toEqual([{ type: 'resync' }]);
    abort.abort();
  });
});
