import { useSyncExternalStore } from 'react';
import type { SessionState } from './session-state.ts';
import type { TerminalSession } from './terminal-session.ts';

export function useSession(session: TerminalSession): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}
