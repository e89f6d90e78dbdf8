import { LabRequestError } from './lab-context.ts';
import { networkProblem, problemOf } from './lab-problem.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tickets } from './tickets.ts';

export type LabRequest = (path: string, init?: RequestInit) => Promise<Response>;

/** fetch with a ticket; a refused ticket is replaced once. */
export function createLabRequest(tickets: Tickets, around: Surroundings): LabRequest {
  async function send(path: string, init: RequestInit | undefined): Promise<Response> {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${await tickets.take()}`);
    try {
      return await around.fetch(new URL(path, around.origin), { ...init, headers });
    } catch (error) {
      if (init?.signal?.aborted) throw error;
      throw new LabRequestError(networkProblem);
    }
  }

  return async (path, init) => {
    let answer = await send(path, init);
    // A stream can be sent only once; everything else may go again.
    if (answer.status === 401 && !(init?.body instanceof ReadableStream)) {
      tickets.drop();
      answer = await send(path, init);
    }
    if (!answer.ok) throw new LabRequestError(await problemOf(answer));
    return answer;
  };
}
