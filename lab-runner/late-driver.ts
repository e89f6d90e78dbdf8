import type { Clock } from './clock.ts';
import type { Capabilities, Driver, DriverEvent } from './drivers/driver.ts';
import { LabError } from './errors.ts';
import type { Log } from './log.ts';

interface LateDriverOptions {
  readonly name: string;
  readonly connect: () => Promise<Driver>;
  readonly clock: Clock;
  readonly log: Log;
}

const RETRY_MS = 3000;
const NOTHING: Capabilities = { kinds: [], limits: [], networkIsolation: false, pause: false };

/**
 * A driver whose backend may not be there yet: until it is, everything rejects with `engine_down`, so that pages are
 * served and say so. Once connected, the driver itself survives a backend that goes and comes back. One without
 * isolation is replaced once there is isolation.
 */
export async function lateDriver({ name, connect, clock, log }: LateDriverOptions): Promise<Driver> {
  const closing = new AbortController();
  let driver: Driver | undefined;
  let connected: () => void = () => {};
  const whenConnected = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const again = () => {
    if (!closing.signal.aborted) clock.after(RETRY_MS, () => void tryOnce());
  };
  const tryOnce = async (): Promise<void> => {
    try {
      const before = driver;
      driver = await connect();
      connected();
      await before?.close();
      if (driver.capabilities.networkIsolation) return;
      // It refuses to make sandboxes, and what it can enforce was asked once: ask until somebody has mended that.
      if (!before)
        log.error(
          {},
          'the lab engine does not keep sandboxes apart, so none is made; npm run doctor says why',
        );
    } catch (error) {
      const detail = error instanceof LabError ? error.detail : undefined;
      log.error({ err: error, detail }, 'no lab engine; trying again');
    }
    again();
  };
  await tryOnce();
  const there = async (): Promise<Driver> => {
    if (driver === undefined) throw new LabError('engine_down', { detail: 'not connected since the start' });
    return driver;
  };
  return {
    name,
    get capabilities() {
      return driver?.capabilities ?? NOTHING;
    },
    create: async (spec, options) => (await there()).create(spec, options),
    find: async (id) => (await there()).find(id),
    list: async () => (await there()).list(),
    destroy: async (id) => (await there()).destroy(id),
    sweep: async () => (await there()).sweep(),
    pressure: async () => (await there()).pressure(),
    async *events(signal): AsyncGenerator<DriverEvent> {
      const aborted = new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([whenConnected, aborted]);
      if (driver !== undefined && !signal.aborted) yield* driver.events(signal);
    },
    async close() {
      closing.abort();
      await driver?.close();
    },
  };
}
