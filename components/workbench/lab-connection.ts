import type { LabEvent } from '../../lib/lab-api/events.ts';
import type { LabView } from '../../lib/lab-api/lab.ts';
import type { Problem } from '../../lib/lab-api/problem.ts';
import { createCommandQueue } from './command-queue.ts';
import { type Connection, type LabControls, LabRequestError } from './lab-context.ts';
import { isLabView, parseLabEvent } from './lab-messages.ts';
import { networkProblem } from './lab-problem.ts';
import { createLabRequest } from './lab-request.ts';
import { openLabSocket } from './lab-socket.ts';
import { createReceiptPost } from './receipts.ts';
import { type Ending, reconnect } from './reconnect.ts';
import type { Surroundings } from './surroundings.ts';
import { createTickets } from './tickets.ts';

export interface LabSnapshot {
  readonly lab: LabView | null;
  readonly connection: Connection;
  readonly problem: Problem | null;
}

export interface LabConnection extends Omit<LabControls, keyof LabSnapshot> {
  subscribe(listener: () => void): () => void;
  snapshot(): LabSnapshot;
  /** Opens the events socket and keeps it open. Returns how to close it. */
  connect(): () => void;
}

export function createLabConnection(lesson: string, around: Surroundings): LabConnection {
  const tickets = createTickets(lesson, around);
  const request = createLabRequest(tickets, around);
  const postReceipts = createReceiptPost(around);
  const watchers = new Set<() => void>();
  const eventListeners = new Set<(event: LabEvent) => void>();
  const commands = createCommandQueue();
  let state: LabSnapshot = { lab: null, connection: 'connecting', problem: null };

  function set(patch: Partial<LabSnapshot>): void {
    state = { ...state, ...patch };
    for (const watcher of watchers) watcher();
  }

  function setLab(lab: LabView): void {
    set({ lab });
    postReceipts(lab);
  }

  function hear(event: LabEvent): void {
    if (event.type === 'lab') setLab(event.lab);
    if (event.type === 'problem') set({ problem: event.problem });
    for (const listener of eventListeners) listener(event);
  }

  async function listen(signal: AbortSignal): Promise<Ending> {
    try {
      const socket = await openLabSocket('/lab/events', tickets, around);
      if (signal.aborted) socket.close();
      signal.addEventListener('abort', () => socket.close());
      set({ connection: 'open' });
      await new Promise<void>((resolve) => {
        socket.onclose = () => resolve();
        socket.onmessage = (message) => {
          const event = parseLabEvent(message.data);
          if (event) hear(event);
        };
      });
    } catch (error) {
      if (!(error instanceof LabRequestError)) throw error;
      if (!error.problem.retryable) {
        set({ connection: 'lost', problem: error.problem });
        return 'stop';
      }
    }
    if (!signal.aborted) set({ connection: 'lost' });
    return 'try again';
  }

  /** `expected` shows at once what the press will lead to; the runner's word then replaces it. */
  async function act(path: string, init: RequestInit, expected?: (lab: LabView) => LabView): Promise<void> {
    const before = state.lab;
    set({ problem: null, ...(before && expected ? { lab: expected(before) } : {}) });
    try {
      const answer: unknown = await (await request(path, init)).json();
      // While the events socket is open it is ahead of this answer, which would turn the clock back.
      if (isLabView(answer) && state.connection !== 'open') setLab(answer);
    } catch (error) {
      const problem = error instanceof LabRequestError ? error.problem : networkProblem;
      set({ problem, lab: before });
    }
  }

  return {
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    snapshot: () => state,
    connect() {
      const closing = new AbortController();
      void reconnect(listen, around, closing.signal);
      return () => closing.abort();
    },
    start: () =>
      act('/lab/start', { method: 'POST' }, (lab) => ({ ...lab, state: 'starting', problem: null })),
    reset: () => act('/lab/reset', { method: 'POST' }, (lab) => ({ ...lab, state: 'resetting' })),
    end: () => act('/lab', { method: 'DELETE' }, (lab) => ({ ...lab, state: 'ending' })),
    extend: () => act('/lab/extend', { method: 'POST' }),
    check: (taskId) => act('/lab/check', json({ task: taskId }), (lab) => running(lab, taskId)),
    request,
    socket: (path) => openLabSocket(path, tickets, around),
    runInTerminal: commands.run,
    onRunInTerminal: commands.listen,
    onEvent(listener) {
      eventListeners.add(listener);
      return () => eventListeners.delete(listener);
    },
  };
}

function json(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function running(lab: LabView, taskId: string | undefined): LabView {
  return {
    ...lab,
    tasks: lab.tasks.map((task) =>
      taskId === undefined || task.id === taskId ? { ...task, running: true } : task,
    ),
  };
}
