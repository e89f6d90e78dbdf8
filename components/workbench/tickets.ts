import { LabRequestError } from './lab-context.ts';
import { networkProblem, problemOf } from './lab-problem.ts';
import type { Surroundings } from './surroundings.ts';

/** A ticket this close to its end is not used any more: the request may still be on its way when it expires. */
const RENEW_BEFORE_MS = 60_000;

export interface Tickets {
  /** A ticket good for at least another minute. Many callers at once share one request. */
  take(): Promise<string>;
  /** The runner refused it: the next `take` asks for a new one. */
  drop(): void;
  /** Server's clock minus ours, in milliseconds. */
  clockOffsetMs(): number;
}

interface Held {
  readonly ticket: string;
  readonly expiresAtMs: number;
}

export function createTickets(lesson: string, around: Surroundings): Tickets {
  let held: Held | null = null;
  let pending: Promise<Held> | null = null;
  let offsetMs = 0;

  async function ask(): Promise<Held> {
    const answer = await post(lesson, around);
    const date = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2_000) offsetMs = date - Date.now();
    const body: unknown = await answer.json();
    const { ticket, expiresAt } = (body ?? {}) as { ticket?: unknown; expiresAt?: unknown };
    if (typeof ticket !== 'string' || typeof expiresAt !== 'string')
      throw new LabRequestError(networkProblem);
    return { ticket, expiresAtMs: Date.parse(expiresAt) - offsetMs };
  }

  return {
    async take() {
      if (held && held.expiresAtMs - Date.now() > RENEW_BEFORE_MS) return held.ticket;
      pending ??= ask().finally(() => {
        pending = null;
      });
      held = await pending;
      return held.ticket;
    },
    drop() {
      held = null;
    },
    clockOffsetMs: () => offsetMs,
  };
}

async function post(lesson: string, around: Surroundings): Promise<Response> {
  let answer: Response;
  try {
    answer = await around.fetch(new URL('/api/ticket', around.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ lesson }),
      signal: AbortSignal.timeout(10_000),
    });
  } catch {
    throw new LabRequestError(networkProblem);
  }
  if (!answer.ok) throw new LabRequestError(await problemOf(answer));
  return answer;
}
