import { memo } from 'react';
import { type ClusterObject, type ObjectKey, objectKey } from '../../lib/lab-api/cluster.ts';
import { clusterKinds } from '../../lib/lab-api/cluster-kinds.ts';
import panel from '../panel/panel.module.css';
import type { KindGroup } from './kind-groups.ts';
import { aboutOf, standingOf, titleOf } from './object-words.ts';

interface ObjectListProps {
  readonly groups: readonly KindGroup[];
  /** When what is listed may be of several. */
  readonly withNamespace: boolean;
  readonly chosen: ObjectKey | null;
  readonly onChoose: (key: ObjectKey) => void;
}

export function ObjectList({ groups, withNamespace, chosen, onChoose }: ObjectListProps) {
  return (
    <div className={panel.list}>
      {groups.map(({ title, objects, untold, refused, empty }) => (
        <section key={title} aria-label={title}>
          <h2 className={panel.group}>
            {title} <span className={panel.count}>{objects.length + untold}</span>
          </h2>
          {objects.length === 0 && refused.length === 0 && <p className={panel.empty}>{empty}</p>}
          <ul>
            {objects.map((object) => {
              const key = objectKey(object);
              return (
                <li key={key}>
                  <Row {...{ object, withNamespace, onChoose }} isChosen={key === chosen} />
                </li>
              );
            })}
          </ul>
          {untold > 0 && (
            <p className={panel.empty}>{`and ${untold} more. Find narrows them down by name.`}</p>
          )}
          {refused.map((kind) => (
            <p key={kind} className={panel.empty}>
              {`You may not list these: kubectl auth can-i list ${clusterKinds[kind].resource}`}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

interface RowProps {
  readonly object: ClusterObject;
  readonly withNamespace: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (key: ObjectKey) => void;
}

const Row = memo(function Row({ object, withNamespace, isChosen, onChoose }: RowProps) {
  const { words, tone } = standingOf(object);
  const namespace = withNamespace && object.namespace !== '' ? object.namespace : null;
  return (
    <button
      type="button"
      className={panel.row}
      aria-pressed={isChosen}
      onClick={() => onChoose(objectKey(object))}
      title={object.name}
    >
      {tone !== 'plain' && <span className={panel.dot} data-tone={tone} aria-hidden="true" />}
      <span className={panel.name}>{titleOf(object)}</span>
      <span className={panel.about}>{[namespace, aboutOf(object)].filter(Boolean).join('  ')}</span>
      <span className={panel.state}>{words}</span>
    </button>
  );
});
