'use client';
import { useState } from 'react';
import styles from '../panel/panel.module.css';
import { useLab } from '../workbench/lab-context.ts';
import { EngineList } from './engine-list.tsx';
import { type EngineObject, type Group, groupsOf } from './engine-objects.ts';
import { ObjectDetails } from './object-details.tsx';
import { type EngineState, useEngine } from './use-engine.ts';

interface ContainersPaneProps {
  /** Nothing is asked for while nobody sees it. */
  readonly isSeen: boolean;
}

/** What the lab's Docker engine has: a list, and beside it what can be said and done about one thing of it. */
export function ContainersPane({ isSeen }: ContainersPaneProps) {
  const state = useEngine(isSeen);
  const [chosen, setChosen] = useState<string | null>(null);
  const groups = state.content ? groupsOf(state.content) : [];
  const object = findObject(groups, chosen);
  const words = useWords(state);
  return (
    <div className={styles.pane} data-stale={state.phase !== 'live' || undefined}>
      {words !== null && (
        <p className={styles.words} role="status">
          {words}
        </p>
      )}
      {state.content && (
        <div className={styles.columns}>
          <EngineList groups={groups} chosen={object?.key ?? null} onChoose={setChosen} />
          {object ? (
            <ObjectDetails key={object.key} object={object} onGone={() => setChosen(null)} />
          ) : (
            <p className={styles.hint}>
              Choose something on the left to see what it is and what can be done with it. Whatever you do
              here is a command that you could type, and is shown as one.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function findObject(groups: readonly Group[], key: string | null): EngineObject | undefined {
  return groups.flatMap(({ objects }) => objects).find((object) => object.key === key);
}

function useWords({ phase, content }: EngineState): string | null {
  const lab = useLab()?.lab;
  if (lab?.state === 'resetting') return 'The lab is being reset.';
  switch (phase) {
    case 'connecting':
      return content ? null : 'Asking the lab’s Docker engine what it has…';
    case 'down':
      return 'The Docker engine of this lab does not answer. If you stopped it: sudo service docker start';
    case 'lost':
      return 'The connection to the lab is lost. It is tried again by itself; what is listed may have changed.';
    default:
      return null;
  }
}
