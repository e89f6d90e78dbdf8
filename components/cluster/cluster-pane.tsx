'use client';
import { useDeferredValue, useState } from 'react';
import panel from '../panel/panel.module.css';
import { useLab } from '../workbench/lab-context.ts';
import { ClusterBar, type Shape } from './cluster-bar.tsx';
import type { ClusterState } from './cluster-store.ts';
import { groupsOf } from './kind-groups.ts';
import { ObjectDetails } from './object-details.tsx';
import { ObjectList } from './object-list.tsx';
import { isInScope, isOneNamespace, YOURS } from './scope.ts';
import { TopologyView } from './topology-view.tsx';
import { useChosen } from './use-chosen.ts';
import { useCluster } from './use-cluster.ts';

interface ClusterPaneProps {
  /** Nothing is asked for while nobody sees it. */
  readonly isSeen: boolean;
}

/** What the lab's cluster has: a list or a map, and what can be said and done about one thing of it. */
export function ClusterPane({ isSeen }: ClusterPaneProps) {
  const state = useCluster(isSeen);
  const [scope, setScope] = useState(YOURS);
  const [wanted, setWanted] = useState('');
  const [shape, setShape] = useState<Shape>('list');
  const chosen = useChosen(state.content);
  const words = useWords(state);
  // Typing and choosing go before what arrives.
  const shown = useDeferredValue(state);
  return (
    <div className={panel.pane} data-stale={state.phase !== 'live' || undefined}>
      <div>
        {words !== null && (
          <p className={panel.words} role="status">
            {words}
          </p>
        )}
        <ClusterBar
          {...{ scope, wanted, shape, content: shown.content }}
          onScope={setScope}
          onWanted={setWanted}
          onShape={setShape}
        />
      </div>
      {state.content.size > 0 && shape === 'map' && (
        <TopologyView
          content={shown.content}
          scope={scope}
          onChoose={(key) => {
            chosen.choose(key);
            setShape('list');
          }}
        />
      )}
      {state.content.size > 0 && shape === 'list' && (
        <div className={panel.columns}>
          <ObjectList
            groups={groupsOf(shown, { isInScope: (one) => isInScope(scope, one.namespace), wanted })}
            withNamespace={!isOneNamespace(scope)}
            chosen={chosen.key}
            onChoose={chosen.choose}
          />
          {chosen.object ? (
            <ObjectDetails
              key={chosen.key}
              object={chosen.object}
              isGone={chosen.isGone}
              content={shown.content}
              drafts={chosen.drafts}
              onChoose={chosen.choose}
            />
          ) : (
            <p className={panel.hint}>
              Choose something on the left to see what it is and what can be done with it. Whatever you do
              here is a command that you could type, and is shown as one.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

const downWords: Readonly<Record<NonNullable<ClusterState['why']>, string>> = {
  unreachable: 'The Kubernetes API of this lab does not answer. It is asked again by itself.',
  kubeconfig:
    'Your kubeconfig leads to no cluster, so nothing can be asked. kubectl config view shows what it says.',
  credentials: 'The Kubernetes API does not take the credentials in your kubeconfig.',
};

function useWords({ phase, why, content }: ClusterState): string | null {
  const lab = useLab()?.lab;
  if (lab?.state === 'resetting') return 'The lab is being reset.';
  switch (phase) {
    case 'connecting':
      return content.size > 0 ? null : 'Asking the lab’s cluster what it has…';
    case 'down':
      return why === 'unreachable' && lab?.trouble ? lab.trouble : downWords[why ?? 'unreachable'];
    case 'lost':
      return 'The connection to the lab is lost. It is tried again by itself; what is listed may have changed.';
    default:
      return null;
  }
}
