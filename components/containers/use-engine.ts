import { useMemo, useState } from 'react';
import type { ContainersMessage, EngineContent } from '../../lib/lab-api/containers.ts';
import { type FeedListener, useLabFeed } from '../panel/use-lab-feed.ts';

export interface EngineState {
  /** `down`: the engine does not answer · `lost`: the lab does not, and is asked again. */
  readonly phase: 'connecting' | 'live' | 'down' | 'lost';
  /** What was last heard. */
  readonly content: EngineContent | null;
}

const first: EngineState = { phase: 'connecting', content: null };

/** What the lab's engine has, live while the panel is seen. */
export function useEngine(isSeen: boolean): EngineState {
  const [state, setState] = useState(first);
  const listener = useMemo<FeedListener<ContainersMessage>>(
    () => ({
      forget: () => setState(first),
      heard: (message) =>
        setState((before) =>
          message.type === 'content'
            ? { phase: 'live', content: message.content }
            : { ...before, phase: 'down' },
        ),
      lost: () => setState((before) => ({ ...before, phase: 'lost' })),
    }),
    [],
  );
  useLabFeed('/lab/containers', isSeen, listener);
  return state;
}
