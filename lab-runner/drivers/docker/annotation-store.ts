/** Annotations: one file per sandbox on the engine's host, beside its disk and in nobody's container. */
import { posix } from 'node:path';
import { z } from 'zod';
import { LabError } from '../../errors.ts';
import { type Annotations, mergeAnnotations } from '../annotations.ts';
import type { DockerContext } from './context.ts';
import { hostFiles } from './host-files.ts';
import { instanceFolder, placeOf } from './place.ts';

const schema = z.record(z.string(), z.string());

export interface AnnotationStore {
  /** Undefined for a half-made sandbox, and for none. */
  read(id: string): Promise<Annotations | undefined>;
  readAll(): Promise<ReadonlyMap<string, Annotations>>;
  write(id: string, annotations: Annotations): Promise<void>;
  merge(id: string, patch: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** From here on the sandbox counts as half made. */
  remove(id: string): Promise<void>;
}

export function annotationStore(context: DockerContext): AnnotationStore {
  const files = hostFiles(context.engine);
  const fileOf = (id: string) => placeOf(context, id).annotationsFile;
  /** The last write of each sandbox: reading, merging and writing are one step to others in this process. */
  const turns = new Map<string, Promise<void>>();

  function inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(work);
    turns.set(id, turn);
    const forget = () => {
      if (turns.get(id) === turn) turns.delete(id);
    };
    turn.then(forget, forget);
    return turn;
  }

  const parse = (text: string): Annotations => schema.parse(JSON.parse(text));
  const read = async (id: string) => {
    const text = await files.read(fileOf(id));
    return text === undefined ? undefined : parse(text);
  };
  const write = (id: string, annotations: Annotations) =>
    files.write(fileOf(id), JSON.stringify(annotations));

  return {
    read,
    write: (id, annotations) => inTurn(id, () => write(id, annotations)),
    async readAll() {
      const { base } = posix.parse(fileOf('x'));
      const texts = await files.readAll(instanceFolder(context), base);
      return new Map([...texts].map(([id, text]) => [id, parse(text)]));
    },
    merge: (id, patch) =>
      inTurn(id, async () => {
        const before = await read(id);
        if (before === undefined) throw new LabError('sandbox_gone', { detail: 'it has no annotations' });
        await write(id, mergeAnnotations(before, patch));
      }),
    remove: (id) => inTurn(id, () => files.remove(fileOf(id))),
  };
}
