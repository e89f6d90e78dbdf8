import { useEffect } from 'react';
import { TERMINAL_CLOSE } from '../../lib/lab-api/terminal-close.ts';
import { LabRequestError, useLab } from '../workbench/lab-context.ts';
import { type Ending, reconnect } from '../workbench/reconnect.ts';
import { browserSurroundings } from '../workbench/surroundings.ts';
import { watchPresence } from '../workbench/watch-presence.ts';

export interface FeedListener<Message> {
  /** Another sandbox: nothing that was heard holds any more. */
  readonly forget: () => void;
  readonly heard: (message: Message) => void;
  /** The lab does not answer, and is asked again. */
  readonly lost: () => void;
}

/** Hears what the server tells of the lab on one socket, while somebody looks. The listener must stay the same one. */
export function useLabFeed<Message>(path: string, isSeen: boolean, listener: FeedListener<Message>): void {
  const lab = useLab();
  const socket = lab?.socket;
  const sandbox = lab?.lab?.sandboxMadeAt ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sandbox is another world
  useEffect(() => listener.forget(), [listener, sandbox]);
  useEffect(() => {
    if (!isSeen || !socket || sandbox === null) return;
    let trying: AbortController | null = null;
    const connect = () => {
      trying = new AbortController();
      const { signal } = trying;
      const attempt = () => listen(() => socket(path), listener, signal);
      void reconnect(attempt, browserSurroundings(), signal);
    };
    const disconnect = () => trying?.abort();
    const forget = watchPresence({ away: disconnect, back: connect });
    connect();
    return () => {
      forget();
      disconnect();
    };
  }, [path, isSeen, socket, sandbox, listener]);
}

/** One connection, from opening to its end. */
async function listen<Message>(
  open: () => Promise<WebSocket>,
  { heard, lost }: FeedListener<Message>,
  signal: AbortSignal,
): Promise<Ending> {
  let socket: WebSocket;
  try {
    socket = await open();
  } catch (error) {
    if (!(error instanceof LabRequestError)) throw error;
    lost();
    return 'try again';
  }
  const close = () => socket.close();
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  const { code } = await new Promise<CloseEvent>((ended) => {
    socket.onclose = ended;
    socket.onmessage = ({ data }) => {
      if (!signal.aborted) heard(JSON.parse(String(data)) as Message);
    };
  });
  signal.removeEventListener('abort', close);
  if (signal.aborted || code === TERMINAL_CLOSE.refused) return 'stop';
  lost();
  return 'try again';
}
