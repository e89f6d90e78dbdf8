/** A handle on a record of the memory backend. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Duplex, duplexPair } from 'node:stream';
import { LabError } from '../../errors.ts';
import { mergeAnnotations } from '../annotations.ts';
import type { ExecPlace, Sandbox } from '../driver.ts';
import { folderFiles } from './folder-files.ts';
import type { MemoryBackend, MemoryRecord } from './memory-backend.ts';
import { PtyHost } from './pty-host.ts';
import { linesOfScripted, runScripted } from './scripted-commands.ts';

/** The checker has a file system of its own and sees the sandbox's disk under /lab. */
function pathIn(record: MemoryRecord, place: ExecPlace, absolute: string): string {
  if (place === 'sandbox') return join(record.folder, absolute);
  const seen = /^\/lab(\/home)?(\/.*)?$/.exec(absolute);
  if (seen === null) return join(record.folder, '.checker', absolute);
  return join(record.folder, seen[1] === undefined ? '' : 'home/learner', seen[2] ?? '');
}

/** The record in the state that a call needs. */
function recordAccess(backend: MemoryBackend, id: string) {
  const there = async (): Promise<MemoryRecord> => {
    await backend.call();
    const record = backend.records.get(id);
    if (record === undefined) throw new LabError('sandbox_gone');
    return record;
  };
  const alive = async (): Promise<MemoryRecord> => {
    const record = await there();
    if (record.state === 'stopped') throw new LabError('sandbox_gone');
    return record;
  };
  const awake = async (): Promise<MemoryRecord> => {
    const record = await alive();
    if (record.state === 'paused') throw new LabError('sandbox_unresponsive');
    return record;
  };
  return { there, alive, awake };
}

function terminals(backend: MemoryBackend, awake: () => Promise<MemoryRecord>) {
  return {
    openPty: async ({ id, cols, rows, cwd }) => {
      const record = await awake();
      let pty = record.ptys.get(id);
      if (pty === undefined) {
        const place = commandPlace(backend, record, 'sandbox');
        pty = new PtyHost({ cols, rows }, place, cwd, () => record.ptys.delete(id));
        record.ptys.set(id, pty);
      }
      return pty.attach(cols, rows);
    },
    listPtys: async () => [...(await awake()).ptys].map(([id, pty]) => ({ id, title: pty.title })),
    closePty: async (id) => {
      const record = await awake();
      record.ptys.get(id)?.hangUp();
      record.ptys.delete(id);
    },
  } satisfies Pick<Sandbox, 'openPty' | 'listPtys' | 'closePty'>;
}

function commandPlace(backend: MemoryBackend, record: MemoryRecord, where: ExecPlace) {
  return {
    commands: backend.commands,
    path: (absolute: string) => pathIn(record, where, absolute),
  };
}

export function memorySandbox(backend: MemoryBackend, known: MemoryRecord): Sandbox {
  const { id } = known;
  const { there, alive, awake } = recordAccess(backend, id);
  const until = (record: MemoryRecord, signal?: AbortSignal) =>
    AbortSignal.any(signal === undefined ? [record.life.signal] : [record.life.signal, signal]);

  const files = folderFiles(async (root) => join((await awake()).folder, root));
  return {
    id,
    kind: known.kind,
    createdAt: known.createdAt,
    files: {
      ...files,
      async *watch(root, signal) {
        yield* files.watch(root, until(await awake(), signal));
      },
    },
    state: async () => (await there()).state,
    annotations: async () => ({ ...(await there()).annotations }),
    annotate: async (patch) => {
      const record = await there();
      record.annotations = mergeAnnotations(record.annotations ?? {}, patch);
    },
    exec: async (command, options) => {
      const record = await awake();
      const result = await runScripted(commandPlace(backend, record, options.place), command, {
        ...options,
        signal: until(record, options.signal),
      });
      if (record.life.signal.aborted) throw new LabError('sandbox_gone');
      return result;
    },
    async *execLines(command, options) {
      const record = await awake();
      const signal = until(record, options.signal);
      yield* linesOfScripted(commandPlace(backend, record, options.place), command, { ...options, signal });
    },
    ...terminals(backend, awake),
    dial: async (port): Promise<Duplex> => {
      const listener = (await awake()).listeners.get(port);
      if (listener === undefined) throw new LabError('port_closed');
      const [ours, theirs] = duplexPair();
      listener(theirs);
      return ours;
    },
    pause: async () => {
      (await alive()).state = 'paused';
    },
    resume: async () => {
      const record = await there();
      if (record.state === 'stopped') {
        record.life = new AbortController();
        await rm(join(record.folder, '.checker'), { recursive: true, force: true });
      }
      record.state = 'running';
    },
  };
}
