import type { PreviewTarget } from '../../lib/lab-api/previews.ts';

/** As people say it. */
export function targetInWords(target: PreviewTarget): string {
  return target.kind === 'port'
    ? `port ${target.port}`
    : `port ${target.port} of ${target.kind} ${target.name}`;
}
