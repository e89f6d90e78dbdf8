import { describe, expect, it } from 'vitest';
import type { DriverEvent } from '../driver.ts';
import type { ContractSubject } from './backend.ts';

/** Reads until an event fits. Other sandboxes may have theirs in between. */
async function until(
  events: AsyncIterator<DriverEvent>,
  fits: (event: DriverEvent) => boolean,
): Promise<DriverEvent> {
  while (true) {
    const { value, done } = await events.next();
    if (done) throw new Error('the events ended');
    if (fits(value)) return value;
  }
}

export function describeEvents({ backend, driver }: ContractSubject): void {
  describe('events', () => {
    it('begin with a resync, so that nothing falls between listing and listening', async () => {
      const abort = new AbortController();
      const events = driver().events(abort.signal)[Symbol.asyncIterator]();
      expect((await events.next()).value).toEqual({ type: 'resync' });
      abort.abort();
    });

    it('tell that a sandbox stopped, and that it was destroyed', async () => {
      const abort = new AbortController();
      const events = driver().events(abort.signal)[Symbol.asyncIterator]();
      await events.next();
      const own = await driver().create(backend().spec);
      await backend().crash(own.id);
      expect(await until(events, (event) => event.type === 'stopped')).toEqual({
        type: 'stopped',
        id: own.id,
        reason: 'exited',
      });
      await driver().destroy(own.id);
      expect(await until(events, (event) => event.type === 'destroyed')).toEqual({
        type: 'destroyed',
        id: own.id,
      });
      abort.abort();
    });

    it('tell a destroyed sandbox once, and not that it stopped', async () => {
      const abort = new AbortController();
      const events = driver().events(abort.signal)[Symbol.asyncIterator]();
      await events.next();
      const [first, second] = [await driver().create(backend().spec), await driver().create(backend().spec)];
      await driver().destroy(first.id);
      await driver().destroy(second.id);
      expect((await events.next()).value).toEqual({ type: 'destroyed', id: first.id });
      expect((await events.next()).value).toEqual({ type: 'destroyed', id: second.id });
      abort.abort();
    });

    it('end when the signal aborts', async () => {
      const abort = new AbortController();
      const events = driver().events(abort.signal)[Symbol.asyncIterator]();
      await events.next();
      const next = events.next();
      abort.abort();
      expect((await next).done).toBe(true);
    });

    it('end at once when the signal is aborted already', async () => {
      const events = driver().events(AbortSignal.abort())[Symbol.asyncIterator]();
      expect((await events.next()).done).toBe(true);
    });
  });
}
