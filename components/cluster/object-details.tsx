import { useEffect, useRef } from 'react';
import { type ClusterObject, type ObjectKey, objectKey } from '../../lib/lab-api/cluster.ts';
import { clusterWords } from '../../lib/lab-api/cluster-command.ts';
import { ActionButton } from '../panel/action-button.tsx';
import panel from '../panel/panel.module.css';
import { TerminalActions } from '../panel/terminal-actions.tsx';
import { useCommand } from '../panel/use-command.tsx';
import type { ClusterState } from './cluster-store.ts';
import { type Action, actionsOf, canBeNamed, isScalable, terminalCommandsOf } from './object-actions.ts';
import { ObjectEvents } from './object-events.tsx';
import { ObjectFacts } from './object-facts.tsx';
import { standingOf, titleOf } from './object-words.ts';
import { PortList } from './port-list.tsx';
import { ScaleForm } from './scale-form.tsx';
import type { Drafts } from './use-chosen.ts';
import { YamlView } from './yaml-view.tsx';

interface ObjectDetailsProps {
  readonly object: ClusterObject;
  readonly isGone: boolean;
  readonly content: ClusterState['content'];
  readonly drafts: Drafts;
  readonly onChoose: (key: ObjectKey | null) => void;
}

export function ObjectDetails({ object, isGone, content, drafts, onChoose }: ObjectDetailsProps) {
  const { run, running, outcome } = useCommand('/lab/cluster/command');
  const details = useRef<HTMLDivElement>(null);
  // On a phone it stands above the list.
  useEffect(() => {
    details.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const give = ({ command }: Pick<Action, 'command'>) =>
    run({ words: clusterWords(command).join(' '), body: command });
  const { words } = standingOf(object);
  return (
    <div ref={details} className={panel.details}>
      <h2>{titleOf(object)}</h2>
      <p className={panel.facts}>
        {[object.kind, object.namespace, isGone ? 'gone' : words].filter(Boolean).join(' · ')}
      </p>
      <ObjectFacts object={object} />
      <PortList object={object} />
      {!isGone && (
        <ul className={panel.actions} aria-label="What can be done">
          {isScalable(object) && (
            <li>
              <ScaleForm
                object={object}
                disabled={running !== null}
                onScale={(command) => void give({ command })}
              />
            </li>
          )}
          {actionsOf(object).map((action) => (
            <li key={action.label}>
              <ActionButton
                label={action.label}
                words={clusterWords(action.command).join(' ')}
                removes={action.removes}
                disabled={running !== null}
                onAct={() => void give(action)}
              />
            </li>
          ))}
          <TerminalActions commands={terminalCommandsOf(object)} />
        </ul>
      )}
      {outcome}
      <ObjectEvents object={object} content={content} />
      {canBeNamed(object) && (
        <YamlView
          of={{ kind: object.kind, namespace: object.namespace, name: object.name }}
          isGone={isGone}
          draft={drafts.get(objectKey(object)) ?? null}
          onDraft={(text) => {
            if (text === null) drafts.delete(objectKey(object));
            else drafts.set(objectKey(object), text);
          }}
          onForget={() => onChoose(null)}
        />
      )}
    </div>
  );
}
