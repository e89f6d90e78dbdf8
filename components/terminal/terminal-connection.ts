import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { decodeServerFrame } from '../../lib/lab-api/terminal-frames.ts';
import { LabRequestError } from '../workbench/lab-context.ts';
import type { Ending } from '../workbench/reconnect.ts';
import { FramePump, type PumpListener, type Screen } from './frame-pump.ts';
import { type Uplink, uplinkOf } from './terminal-uplink.ts';

export interface ConnectionListener extends Omit<PumpListener, 'acknowledge'> {
  /** A socket is open; the past comes first. */
  opened(line: Line): void;
  closed(why: { readonly code: number; readonly reason: string }): void;
}

/** One connection while it lasts. */
export interface Line extends Uplink {
  /** True while the screen shows the past and must not be answered for. */
  readonly past: boolean;
}

export interface ConnectOptions {
  readonly open: () => Promise<WebSocket>;
  readonly screen: Screen;
  readonly listener: ConnectionListener;
  readonly signal: AbortSignal;
}

/** One connection from opening to its end; resolves with whether another should follow. */
export async function connectTerminal({ open, screen, listener, signal }: ConnectOptions): Promise<Ending> {
  let socket: WebSocket;
  try {
    socket = await open();
  } catch (error) {
    if (!(error instanceof LabRequestError)) throw error;
    if (!signal.aborted) listener.closed({ code: TERMINAL_CLOSE.tryAgain, reason: error.problem.code });
    return 'try again';
  }
  if (signal.aborted) {
    socket.close();
    return 'stop';
  }
  const uplink = uplinkOf(socket);
  const pump = new FramePump(screen, { ...bound(listener), acknowledge: uplink.acknowledge });
  listener.opened({
    ...uplink,
    get past() {
      return pump.past;
    },
  });
  const close = () => {
    pump.stop();
    socket.close();
  };
  signal.addEventListener('abort', close);
  const ending = await new Promise<CloseEvent>((resolve) => {
    socket.onclose = resolve;
    socket.onmessage = ({ data }) => {
      const frame = decodeServerFrame(new Uint8Array(data as ArrayBuffer));
      if (frame) pump.take(frame);
      else close();
    };
  });
  // What the shell said last, and how it ended, may not be on the screen yet.
  if (ending.code === TERMINAL_CLOSE.exited) await pump.drained();
  signal.removeEventListener('abort', close);
  pump.stop();
  if (signal.aborted) return 'stop';
  listener.closed({ code: ending.code, reason: ending.reason });
  return ending.code === TERMINAL_CLOSE.exited || ending.code === TERMINAL_CLOSE.refused
    ? 'stop'
    : 'try again';
}

function bound(listener: ConnectionListener): Omit<PumpListener, 'acknowledge'> {
  return {
    live: () => listener.live(),
    size: (size) => listener.size(size),
    exit: (exitCode) => listener.exit(exitCode),
  };
}
