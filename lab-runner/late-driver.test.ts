import { expect, test } from 'vitest';
import type { DriverEvent } from './drivers/driver.ts';
import { MemoryBackend } from './drivers/memory/memory-backend.ts';
import { createMemoryDriver } from './drivers/memory/memory-driver.ts';
import { LabError } from './errors.ts';
import { lateDriver } from './late-driver.ts';
import { ManualClock, settle } from './testing/manual-clock.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };

test('without an engine everything is engine_down; once it is there everything works, events too', async () => {
  await using backend = new MemoryBackend();
  const clock = new ManualClock();
  let up = false;
  const connect = async () => {
    if (!up) throw new LabError('engine_down');
    return createMemoryDriver(backend);
  };
  const driver = await lateDriver({ name: 'docker', connect, clock, log });
  await expect(driver.list()).rejects.toMatchObject({ code: 'engine_down' });
  expect(driver.capabilities.pause).toBe(false);
  const ending = new AbortController();
  const heard: DriverEvent[] = [];
  const reading = (async () => {
    for await (const event of driver.events(ending.signal)) heard.push(event);
  })();
  up = true;
  await clock.advance(3000);
  expect(await driver.list()).toEqual([]);
  expect(driver.capabilities.pause).toBe(true);
  await settle();
  backend.emit({ type: 'destroyed', id: 'x' });
  ending.abort();
  await reading;
  expect(heard).toContainEqual({ type: 'destroyed', id: 'x' });
});

test('an engine without isolation is asked anew until it has some; labs are found meanwhile', async () => {
  await using open = new MemoryBackend({ capabilities: { networkIsolation: false } });
  await using whole = new MemoryBackend();
  await whole.add('docker');
  const clock = new ManualClock();
  let backend = open;
  const driver = await lateDriver({
    name: 'docker',
    connect: async () => createMemoryDriver(backend),
    clock,
    log,
  });
  expect(driver.capabilities.networkIsolation).toBe(false);
  expect(await driver.list()).toEqual([]);
  backend = whole;
  await clock.advance(3000);
  expect(driver.capabilities.networkIsolation).toBe(true);
  expect(await driver.list()).toHaveLength(1);
});

test('events of a driver that never connected end when they are no longer wanted', async () => {
  const connect = async () => {
    throw new LabError('engine_down');
  };
  const driver = await lateDriver({ name: 'docker', connect, clock: new ManualClock(), log });
  const ending = new AbortController();
  const first = driver.events(ending.signal)[Symbol.asyncIterator]().next();
  ending.abort();
  expect((await first).done).toBe(true);
  await driver.close();
});
