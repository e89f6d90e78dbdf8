import { useEffect, useState } from 'react';
import type { ContainersMessage, EngineContent } from '../../lib/lab-api/containers.ts';
import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { LabRequestError, useLab } from '../workbench/lab-context.ts';
import { type Ending, reconnect } from '../workbench/reconnect.ts';
import { browserSurroundings } from '../workbench/surroundings.ts';
import { watchPresence } from '../workbench/watch-presence.ts';

export interface EngineState {
  /** `down`: the engine does not answer · `lost`: the lab does not, and is asked again. */
  readonly phase: 'connecting' | 'live' | 'down' | 'lost';
  /** What was last heard. */
  readonly content: EngineContent | null;
}

const first: EngineState = { phase: 'connecting', content: null };

/** What the lab's engine has, live while the panel is seen. */
export function useEngine(isSeen: boolean): EngineState {
  const lab = useLab();
  const [state, setState] = useState(first);
  const socket = lab?.socket;
  const sandbox = lab?.lab?.sandboxMadeAt ?? null;
  useEffect(() => {
    if (!isSeen || !socket || sandbox === null) return;
    setState(first);
    let trying: AbortController | null = null;
    const connect = () => {
      trying = new AbortController();
      const { signal } = trying;
      const attempt = () => listen({ open: () => socket('/lab/containers'), tell: setState, signal });
      void reconnect(attempt, browserSurroundings(), signal);
    };
    const disconnect = () => trying?.abort();
    const forget = watchPresence({ away: disconnect, back: connect });
    connect();
    return () => {
      forget();
      disconnect();
    };
  }, [isSeen, socket, sandbox]);
  return state;
}

interface Listening {
  readonly open: () => Promise<WebSocket>;
  readonly tell: (change: (before: EngineState) => EngineState) => void;
  readonly signal: AbortSignal;
}

/** One connection, from opening to its end. */
async function listen({ open, tell, signal }: Listening): Promise<Ending> {
  let socket: WebSocket;
  try {
    socket = await open();
  } catch (error) {
    if (!(error instanceof LabRequestError)) throw error;
    tell((before) => ({ ...before, phase: 'lost' }));
    return 'try again';
  }
  const close = () => socket.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  const { code } = await new Promise<CloseEvent>((ended) => {
    socket.onclose = ended;
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as ContainersMessage;
      tell((before) =>
        message.type === 'content'
          ? { phase: 'live', content: message.content }
          : { ...before, phase: 'down' },
      );
    };
  });
  signal.removeEventListener('abort', close);
  if (signal.aborted || code === TERMINAL_CLOSE.refused) return 'stop';
  tell((before) => ({ ...before, phase: 'lost' }));
  return 'try again';
}
