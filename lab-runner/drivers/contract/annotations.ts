import { describe, expect, it } from 'vitest';
import type { ContractSubject } from './backend.ts';

export function describeAnnotations({ backend, driver, sandbox }: ContractSubject): void {
  describe('annotations', () => {
    it('are there after create', async () => {
      expect(await sandbox().annotations()).toEqual(backend().spec.annotations);
    });

    it('are merged, and removed by undefined', async () => {
      await sandbox().annotate({ colour: 'red', shape: 'round' });
      await sandbox().annotate({ colour: 'blue', shape: undefined });
      expect(await sandbox().annotations()).toEqual({ ...backend().spec.annotations, colour: 'blue' });
      await sandbox().annotate({ colour: undefined });
    });

    it('keep any text', async () => {
      const text = 'a "quoted"\nline, ünïcode 🐳, $HOME `id` \\';
      await sandbox().annotate({ text });
      expect((await sandbox().annotations()).text).toBe(text);
      await sandbox().annotate({ text: undefined });
    });

    it('lose nothing when several are written at once', async () => {
      const names = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(names.map((name) => sandbox().annotate({ [name]: name })));
      expect(await sandbox().annotations()).toMatchObject(Object.fromEntries(names.map((n) => [n, n])));
      await sandbox().annotate(Object.fromEntries(names.map((name) => [name, undefined])));
    });

    it('are refused when they grow too large, and stay as they were', async () => {
      const before = await sandbox().annotations();
      await expect(sandbox().annotate({ text: 'x'.repeat(17 * 1024) })).rejects.toMatchObject({
        code: 'too_large',
      });
      expect(await sandbox().annotations()).toEqual(before);
    });

    it('are written while the sandbox is paused, and found by a driver opened later', async () => {
      await sandbox().pause();
      await sandbox().annotate({ frozen: 'yes' });
      const later = await backend().open();
      try {
        expect((await (await later.find(sandbox().id))?.annotations())?.frozen).toBe('yes');
        const summary = (await later.list()).find(({ id }) => id === sandbox().id);
        expect(summary?.annotations.frozen).toBe('yes');
      } finally {
        await later.close();
        await sandbox().resume();
        await sandbox().annotate({ frozen: undefined });
      }
    });

    it('reject once the sandbox is gone', async () => {
      const own = await driver().create(backend().spec);
      await driver().destroy(own.id);
      await expect(own.annotations()).rejects.toMatchObject({ code: 'sandbox_gone' });
      await expect(own.annotate({ a: 'b' })).rejects.toMatchObject({ code: 'sandbox_gone' });
    });
  });
}
