import type { Container } from '../../lib/lab-api/containers.ts';

/** Without how long it has been so, which the engine says once and which would soon be wrong. */
export function stateInWords({ state, status }: Pick<Container, 'state' | 'status'>): string {
  const more = /\(([^)]*)\)/.exec(status)?.[1]?.toLowerCase();
  if (more === undefined || more === state) return state;
  return /^\d+$/.test(more) ? `${state} with ${more}` : `${state}, ${more}`;
}
