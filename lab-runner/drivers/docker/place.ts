/** Names of everything that belongs to one sandbox. All follow from its id, so that a killed runner loses nothing. */
import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import type { ExecPlace } from '../driver.ts';
import type { DockerContext } from './context.ts';

export const LABEL_INSTANCE = 'drydock.instance';
export const LABEL_SANDBOX = 'drydock.sandbox';
export const LABEL_KIND = 'drydock.kind';
/** Which making of the baked cluster a clone is of; only with clusters. */
export const LABEL_BAKED = 'drydock.baked';
/** `sandbox`, `checker` or `network`. */
export const LABEL_PART = 'drydock.part';
/** ISO time with milliseconds; the engine's own list has only seconds. */
export const LABEL_CREATED = 'drydock.created';

export interface Place {
  readonly id: string;
  readonly containers: Readonly<Record<ExecPlace, string>>;
  /** Also the bridge's name. The rules that keep sandboxes apart match `dd-+`; 15 characters are all a kernel takes. */
  readonly network: string;
  /** On the engine's host. */
  readonly folder: string;
  readonly disk: string;
  readonly annotationsFile: string;
  /** Where the agents' sockets are. */
  readonly socketFolders: Readonly<Record<ExecPlace, string>>;
}

const ID = /^[0-9a-f]{12}$/;

export function newId(): string {
  return randomBytes(6).toString('hex');
}

export function isId(text: string): boolean {
  return ID.test(text);
}

type Owner = Pick<DockerContext, 'engine' | 'instance'>;

export function instanceFolder({ engine, instance }: Owner): string {
  return posix.join(engine.stateFolder, 'sandboxes', instance);
}

export function placeOf(context: Owner, id: string): Place {
  const folder = posix.join(instanceFolder(context), id);
  return {
    id,
    containers: { sandbox: `dd-${id}`, checker: `dd-${id}-checker` },
    network: `dd-${id}`,
    folder,
    disk: `${folder}/disk`,
    annotationsFile: `${folder}/annotations.json`,
    socketFolders: { sandbox: `${folder}/sandbox-run`, checker: `${folder}/checker-run` },
  };
}

/** Filter of the engine's lists: the pieces of this instance that are of one part. */
export function filterOf({ instance }: DockerContext, part?: string): { label: string[] } {
  const label = [`${LABEL_INSTANCE}=${instance}`];
  if (part !== undefined) label.push(`${LABEL_PART}=${part}`);
  return { label };
}
