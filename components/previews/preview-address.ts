/** What stands in the address field: `localhost:8080/path`, as one would type it in the sandbox, or a thing by its name. */
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';

export interface PreviewAddress {
  readonly target: PreviewTarget;
  /** Begins with a slash. */
  readonly path: string;
}

const LOCAL = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0)?:?(\d{1,5})(\/.*)?$/;
const CONTAINER = /^container\/([a-zA-Z0-9][a-zA-Z0-9_.-]*):(\d{1,5})(\/.*)?$/;
const OBJECT = /^(pod|service)\/([a-z0-9][a-z0-9.-]*)\/([a-z0-9][a-z0-9.-]*):(\d{1,5})(\/.*)?$/;

/** Undefined for what is no address of a lab. */
export function readAddress(text: string): PreviewAddress | undefined {
  const said = text.trim();
  const local = LOCAL.exec(said);
  if (local) return at((port) => ({ kind: 'port', port }), local[1], local[2]);
  const container = CONTAINER.exec(said);
  if (container) {
    const [, name = '', port, path] = container;
    return at((number) => ({ kind: 'container', name, port: number }), port, path);
  }
  const object = OBJECT.exec(said);
  if (!object) return undefined;
  const [, kind, namespace = '', name = '', port, path] = object;
  return at(
    (number) => ({ kind: kind === 'pod' ? 'pod' : 'service', namespace, name, port: number }),
    port,
    path,
  );
}

function at(
  target: (port: number) => PreviewTarget,
  port: string | undefined,
  path = '/',
): PreviewAddress | undefined {
  const number = Number(port);
  return number >= 1 && number <= 65_535 ? { target: target(number), path } : undefined;
}

export function addressOf({ target, path }: PreviewAddress): string {
  switch (target.kind) {
    case 'port':
      return `localhost:${target.port}${path}`;
    case 'container':
      return `container/${target.name}:${target.port}${path}`;
    default:
      return `${target.kind}/${target.namespace}/${target.name}:${target.port}${path}`;
  }
}

/** In the middle of a sentence. */
export function targetInWords(target: PreviewTarget): string {
  return target.kind === 'port'
    ? `port ${target.port}`
    : `port ${target.port} of ${target.kind} ${target.name}`;
}
