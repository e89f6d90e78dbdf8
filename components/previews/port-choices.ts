import type { EngineContent } from '../../lib/lab-api/containers.ts';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';

export interface PortChoice {
  readonly target: PreviewTarget;
  /** `8080 web` */
  readonly words: string;
}

const SHOWN_AT_MOST = 20;
/** The sandbox's own names for its containers: there in every lab, and no page. */
const DNS = 53;

/** What containers publish, by the container's name, then what else listens in the sandbox. */
export function portChoices(
  content: EngineContent | null,
  listening: readonly number[] | null,
): readonly PortChoice[] {
  const names = new Map<number, string>();
  for (const { name, service, state, ports } of content?.containers ?? []) {
    if (state !== 'running') continue;
    for (const { published, protocol } of ports) {
      if (published !== null && protocol === 'tcp' && !names.has(published))
        names.set(published, service ?? name);
    }
  }
  const others = (listening ?? [])
    .filter((port) => port !== DNS && !names.has(port))
    .map((port) => [port, ''] as const);
  return [...[...names].sort(([one], [other]) => one - other), ...others]
    .slice(0, SHOWN_AT_MOST)
    .map(([port, name]) => ({ target: { kind: 'port', port }, words: `${port} ${name}`.trim() }));
}
