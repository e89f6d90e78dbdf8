/** The suite that every driver passes, with its real backend: each promise of driver.ts as a sentence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAnnotations } from './contract/annotations.ts';
import type { ContractBackend, ContractSubject } from './contract/backend.ts';
import { describeEvents } from './contract/events.ts';
import { describeExec } from './contract/exec.ts';
import { describeFiles } from './contract/files.ts';
import { describeLifecycle } from './contract/lifecycle.ts';
import { describePorts } from './contract/ports.ts';
import { describePty } from './contract/pty.ts';
import type { Driver, Sandbox } from './driver.ts';

export interface ContractOptions {
  /** For each test. Default 60 000. */
  readonly timeoutMs?: number;
  /** `one`: only what a single sandbox serves, for a kind whose life the backend proves elsewhere. Default `all`. */
  readonly parts?: 'all' | 'one';
}

const DEFAULT_TIMEOUT_MS = 60_000;

/** One sandbox serves the tests that do not harm it; those about its life make their own. */
export function describeDriver(
  name: string,
  factory: () => Promise<ContractBackend>,
  options: ContractOptions = {},
): void {
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  describe(`the ${name} driver`, { timeout }, () => {
    let made: { backend: ContractBackend; driver: Driver; sandbox: Sandbox } | undefined;
    const there = () => {
      if (made === undefined) throw new Error('the suite has not begun');
      return made;
    };
    const subject: ContractSubject = {
      backend: () => there().backend,
      driver: () => there().driver,
      sandbox: () => there().sandbox,
    };

    beforeAll(async () => {
      const backend = await factory();
      const driver = await backend.open();
      made = { backend, driver, sandbox: await driver.create(backend.spec) };
    }, timeout * 2);

    afterAll(async () => {
      await made?.driver.close();
      await made?.backend[Symbol.asyncDispose]();
    }, timeout * 2);

    if (options.parts !== 'one') {
      describeLifecycle(subject);
      describeEvents(subject);
    }
    describeAnnotations(subject);
    describeExec(subject);
    describePorts(subject);
    describeFiles(subject);
    describePty(subject);

    it('leaves nothing behind when every sandbox is destroyed', async () => {
      const { backend, driver } = there();
      for (const { id } of await driver.list()) await driver.destroy(id);
      await driver.sweep();
      expect(await backend.leftovers()).toEqual([]);
    });
  });
}
