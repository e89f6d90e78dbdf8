/** A driver for tests alone: real files, no containers, and backends that behave badly on demand. */
import { LabError } from '../../errors.ts';
import { checkAnnotations } from '../annotations.ts';
import type { CreateStage, Driver, DriverEvent, Sandbox, SandboxSpec } from '../driver.ts';
import { refuseSpec } from '../refuse-spec.ts';
import type { MemoryBackend, MemoryRecord } from './memory-backend.ts';
import { memorySandbox } from './memory-sandbox.ts';

const SANDBOX_MEMORY_MIB = 256;
const SANDBOX_DISK_MIB = 1024;

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function build(
  backend: MemoryBackend,
  spec: SandboxSpec,
  record: MemoryRecord,
  onStage: (stage: CreateStage) => void,
): Promise<Sandbox> {
  for (const stage of ['network', 'disk', 'container', 'engine'] as const) {
    onStage(stage);
    await backend.call();
    if (stage === 'engine' && backend.is('neverReady')) await new Promise(() => {});
  }
  if (spec.kind !== 'docker') onStage('cluster');
  record.annotations = { ...spec.annotations };
  return memorySandbox(backend, record);
}

/** Two drivers on one backend are two runners on one engine. */
export function createMemoryDriver(backend: MemoryBackend): Driver {
  const maker = {};
  return {
    name: 'memory',
    get capabilities() {
      return backend.capabilities;
    },

    async create(spec, { signal, onStage } = {}) {
      refuseSpec(backend.capabilities, spec);
      checkAnnotations(spec.annotations);
      await backend.call();
      signal?.throwIfAborted();
      if (backend.free === 0) throw new LabError('no_capacity');
      const record = await backend.add(spec.kind, maker);
      try {
        const stopped = aborted(signal);
        const sandbox = await Promise.race([stopped, build(backend, spec, record, onStage ?? (() => {}))]);
        if (backend.is('dying')) backend.stop(record.id);
        return sandbox;
      } catch (error) {
        await backend.remove(record.id);
        throw error;
      }
    },

    async find(id) {
      await backend.call();
      const record = backend.records.get(id);
      return record && memorySandbox(backend, record);
    },

    async list() {
      await backend.call();
      const made = [...backend.records.values()].filter(
        (record) => record.annotations !== undefined || record.maker !== maker,
      );
      return made.map(({ id, kind, state, createdAt, annotations }) => ({
        id,
        kind,
        state,
        createdAt,
        annotations: { ...annotations },
      }));
    },

    async destroy(id) {
      await backend.call();
      await backend.remove(id);
    },

    async sweep() {
      await backend.call();
      return [];
    },

    async *events(signal): AsyncGenerator<DriverEvent, void, undefined> {
      if (signal.aborted) return;
      const queue = backend.subscribe();
      const end = () => queue.end();
      signal.addEventListener('abort', end, { once: true });
      try {
        yield* queue;
      } finally {
        signal.removeEventListener('abort', end);
        backend.unsubscribe(queue);
      }
    },

    async pressure() {
      await backend.call();
      return {
        memoryFreeMiB: backend.free * SANDBOX_MEMORY_MIB,
        diskFreeMiB: backend.free * SANDBOX_DISK_MIB,
      };
    },

    async close() {},
  };
}
