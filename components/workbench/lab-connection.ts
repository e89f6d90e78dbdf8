import type { LabEvent } from '../../lib/lab-api/events.ts';
import { createCommandQueue } from './command-queue.ts';
import { createLabActions } from './lab-actions.ts';
import { type LabControls, LabRequestError } from './lab-context.ts';
import { parseLabEvent } from './lab-messages.ts';
import { createLabRequest } from './lab-request.ts';
import { openLabSocket } from './lab-socket.ts';
import { createLabStore, type LabSnapshot, type LabStore } from './lab-store.ts';
import { createReceiptPost } from './receipts.ts';
import { type Ending, reconnect } from './reconnect.ts';
import type { Surroundings } from './surroundings.ts';
import { createTickets } from './tickets.ts';

/** Everything of `LabControls` that never changes, and the store of what does. */
export interface LabConnection
  extends Omit<LabControls, keyof LabSnapshot>,
    Pick<LabStore, 'snapshot' | 'subscribe'> {
  /** Opens the events socket and keeps it open. Returns how to close it. */
  connect(): () => void;
}

export function createLabConnection(lesson: string, around: Surroundings): LabConnection {
  const tickets = createTickets(lesson, around);
  const request = createLabRequest(tickets, around);
  const store = createLabStore();
  const commands = createCommandQueue();
  const listeners = new Set<(event: LabEvent) => void>();
  const postReceipts = createReceiptPost(around);

  function hear(event: LabEvent): void {
    if (event.type === 'lab') {
      store.set({ lab: event.lab });
      postReceipts(event.lab);
    }
    if (event.type === 'problem') store.set({ problem: event.problem });
    for (const listener of listeners) listener(event);
  }

  return {
    lesson,
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    ...createLabActions(request, store),
    request,
    socket: (path) => openLabSocket(path, tickets, around),
    now: () => Date.now() + tickets.clockOffsetMs(),
    onRunInTerminal: commands.listen,
    runInTerminal(command) {
      const { lab } = store.snapshot();
      if (lab && isThere(lab.state)) commands.run(command);
      else store.set({ problem: startFirst });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    connect() {
      const closing = new AbortController();
      const open = () => openLabSocket('/lab/events', tickets, around);
      void reconnect((signal) => listen(open, store, hear, signal), around, closing.signal);
      return () => closing.abort();
    },
  };
}

const startFirst = {
  code: 'lab_missing',
  message: 'Start the lab first; then the command can run in its terminal.',
  retryable: false,
};

function isThere(state: string): boolean {
  return state === 'ready' || state === 'frozen' || state === 'starting' || state === 'resetting';
}

/** The server's close code after a problem that trying again cannot help. */
const REFUSED = 1008;

/** One events socket from opening to its end. */
async function listen(
  open: () => Promise<WebSocket>,
  store: LabStore,
  hear: (event: LabEvent) => void,
  signal: AbortSignal,
): Promise<Ending> {
  try {
    const socket = await open();
    const close = () => socket.close();
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    store.set({ connection: 'open' });
    const { code } = await new Promise<CloseEvent>((resolve) => {
      socket.onclose = resolve;
      socket.onmessage = ({ data }) => {
        const event = parseLabEvent(data);
        if (event) hear(event);
      };
    });
    signal.removeEventListener('abort', close);
    if (code === REFUSED && !signal.aborted) {
      store.set({ connection: 'lost' });
      return 'stop';
    }
  } catch (error) {
    if (!(error instanceof LabRequestError)) throw error;
    if (!error.problem.retryable) {
      store.set({ connection: 'lost', problem: error.problem });
      return 'stop';
    }
  }
  if (!signal.aborted) store.set({ connection: 'lost' });
  return 'try again';
}
