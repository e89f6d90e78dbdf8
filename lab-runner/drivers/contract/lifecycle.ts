import { describe, expect, it } from 'vitest';
import type { CreateStage, SandboxState } from '../driver.ts';
import { type ContractSubject, contractCommands, HOME } from './backend.ts';

const ABSENT = 'ffffffffffff';

export function describeLifecycle({ backend, driver, sandbox }: ContractSubject): void {
  const stateOf = async (id: string): Promise<SandboxState | undefined> =>
    (await driver().list()).find((summary) => summary.id === id)?.state;

  describe('making and finding', () => {
    it('tells the stages of create in their order', async () => {
      const stages: CreateStage[] = [];
      const made = await driver().create(backend().spec, { onStage: (stage) => stages.push(stage) });
      await driver().destroy(made.id);
      expect(stages).toEqual(['network', 'disk', 'container', 'engine']);
    });

    it('lists no sandbox that it is still making', async () => {
      const before = (await driver().list()).map(({ id }) => id);
      const listed: Promise<readonly string[]>[] = [];
      const made = await driver().create(backend().spec, {
        onStage: () =>
          listed.push(
            driver()
              .list()
              .then((all) => all.map(({ id }) => id)),
          ),
      });
      for (const ids of await Promise.all(listed)) expect(ids).toEqual(before);
      expect((await driver().list()).map(({ id }) => id)).toContain(made.id);
      await driver().destroy(made.id);
    });

    it('finds a sandbox by its id, with its kind, time and state', async () => {
      const found = await driver().find(sandbox().id);
      expect(found?.kind).toBe('docker');
      expect(found?.createdAt).toEqual(sandbox().createdAt);
      expect(await found?.state()).toBe('running');
    });

    it('finds nothing under an id that is not there', async () => {
      expect(await driver().find(ABSENT)).toBeUndefined();
    });

    it('finds no sandbox under an id that is no id', async () => {
      expect(await driver().find('../../etc')).toBeUndefined();
    });

    it('lists every sandbox with its annotations', async () => {
      const summary = (await driver().list()).find(({ id }) => id === sandbox().id);
      expect(summary).toMatchObject({
        kind: 'docker',
        state: 'running',
        createdAt: sandbox().createdAt,
        annotations: backend().spec.annotations,
      });
    });

    it('gives a driver that was opened later the same sandboxes', async () => {
      const later = await backend().open();
      try {
        expect(await later.list()).toEqual(await driver().list());
        expect((await later.find(sandbox().id))?.createdAt).toEqual(sandbox().createdAt);
      } finally {
        await later.close();
      }
    });

    it('refuses annotations that are too large, and leaves nothing', async () => {
      const before = await driver().list();
      const annotations = { text: 'x'.repeat(17 * 1024) };
      await expect(driver().create({ ...backend().spec, annotations })).rejects.toMatchObject({
        code: 'too_large',
      });
      expect(await driver().list()).toEqual(before);
    });

    it.each<CreateStage>(['network', 'container', 'engine'])(
      'leaves nothing when it is aborted at the stage "%s"',
      async (last) => {
        const before = await backend().leftovers();
        const abort = new AbortController();
        const reason = new Error('the learner left');
        const create = driver().create(backend().spec, {
          signal: abort.signal,
          onStage: (stage) => stage === last && abort.abort(reason),
        });
        await expect(create).rejects.toBe(reason);
        expect(await backend().leftovers()).toEqual(before);
      },
    );

    it('says how much room there is', async () => {
      const pressure = await driver().pressure();
      expect(pressure.memoryFreeMiB).toBeGreaterThan(0);
      expect(pressure.diskFreeMiB).toBeGreaterThan(0);
    });
  });

  describe('freezing, ending and removing', () => {
    it('pauses, also twice, and resumes with its files', async () => {
      const own = await driver().create(backend().spec);
      await own.files.write(HOME, 'kept.txt', Buffer.from('kept'));
      await own.pause();
      await own.pause();
      expect(await own.state()).toBe('paused');
      expect(await stateOf(own.id)).toBe('paused');
      await own.resume();
      await own.resume();
      expect(await own.state()).toBe('running');
      expect(Buffer.from((await own.files.read(HOME, 'kept.txt', 100)).bytes).toString()).toBe('kept');
      await driver().destroy(own.id);
    });

    it('starts a stopped sandbox again with its files and its checker', async () => {
      const own = await driver().create(backend().spec);
      await own.files.write(HOME, 'seen.txt', Buffer.from('still here'));
      await backend().crash(own.id);
      expect(await own.state()).toBe('stopped');
      expect(await stateOf(own.id)).toBe('stopped');
      const dead = own.exec(contractCommands.speak, { place: 'sandbox', timeoutMs: 1000 });
      await expect(dead).rejects.toMatchObject({ code: 'sandbox_gone' });
      await own.resume();
      expect(await own.state()).toBe('running');
      const seen = await own.exec(contractCommands.readFromChecker, { place: 'checker', timeoutMs: 60_000 });
      expect(seen.stdout).toBe('still here');
      await driver().destroy(own.id);
    });

    it.each<SandboxState>(['running', 'paused', 'stopped'])('destroys a %s sandbox wholly', async (state) => {
      const before = await backend().leftovers();
      const own = await driver().create(backend().spec);
      if (state === 'paused') await own.pause();
      if (state === 'stopped') await backend().crash(own.id);
      await driver().destroy(own.id);
      expect(await driver().find(own.id)).toBeUndefined();
      expect(await backend().leftovers()).toEqual(before);
      await expect(own.state()).rejects.toMatchObject({ code: 'sandbox_gone' });
    });

    it('destroys once when it is asked twice at once, and resolves for what is not there', async () => {
      const own = await driver().create(backend().spec);
      await Promise.all([driver().destroy(own.id), driver().destroy(own.id)]);
      await driver().destroy(own.id);
      await driver().destroy(ABSENT);
      expect(await stateOf(own.id)).toBeUndefined();
    });

    it('lists a half-made sandbox without annotations, and destroys it', async () => {
      const before = await backend().leftovers();
      const id = await backend().leaveHalfMade();
      const half = (await driver().list()).find((summary) => summary.id === id);
      expect(half?.annotations).toEqual({});
      await driver().destroy(id);
      expect(await stateOf(id)).toBeUndefined();
      expect(await backend().leftovers()).toEqual(before);
    });

    it('sweeps what belongs to no sandbox and spares the rest', async () => {
      const before = await backend().leftovers();
      const orphan = await backend().leaveOrphan?.();
      const swept = await driver().sweep();
      expect(swept.join(' ')).toContain(orphan ?? '');
      expect(await backend().leftovers()).toEqual(before);
      expect(await stateOf(sandbox().id)).toBe('running');
      expect(await driver().sweep()).toEqual([]);
    });
  });
}
