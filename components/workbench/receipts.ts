import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Surroundings } from './surroundings.ts';

const TRY_AGAIN_MS = 5_000;

/** Hands every receipt of a passed task to web, which records progress: once each, again only when web did not take it. */
export function createReceiptPost(around: Surroundings): (lab: LabView) => void {
  const posted = new Set<string>();

  async function post(receipt: string): Promise<void> {
    try {
      const answer = await around.fetch(new URL('/api/progress', around.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt }),
        keepalive: true,
      });
      // A 4xx stays one; a 5xx or a lost network passes.
      if (answer.status >= 500) throw new Error(`progress answered ${answer.status}`);
    } catch {
      setTimeout(() => void post(receipt), TRY_AGAIN_MS);
    }
  }

  return (lab) => {
    for (const { receipt } of lab.tasks) {
      if (receipt === null || posted.has(receipt)) continue;
      posted.add(receipt);
      void post(receipt);
    }
  };
}
