import styles from '../panel/panel.module.css';
import type { EngineObject, Group } from './engine-objects.ts';

interface EngineListProps {
  readonly groups: readonly Group[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
}

export function EngineList({ groups, chosen, onChoose }: EngineListProps) {
  return (
    <div className={styles.list}>
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          <h2 className={styles.group}>
            {group.title} <span className={styles.count}>{countOf(group)}</span>
          </h2>
          {group.objects.length === 0 ? (
            <p className={styles.empty}>{emptyWords[group.title]}</p>
          ) : (
            <ul>
              {group.objects.map((object) => (
                <li key={object.key}>
                  <Row object={object} isChosen={object.key === chosen} onChoose={onChoose} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}

/** A project is no thing of its own. */
const countOf = ({ objects }: Group) => objects.filter(({ inspect }) => inspect !== null).length;

const emptyWords: Readonly<Record<string, string>> = {
  Containers: 'None yet: docker run starts one.',
  Images: 'None yet: docker pull or docker build brings one.',
  Volumes: 'None yet: docker volume create makes one.',
  Networks: 'None.',
};

interface RowProps {
  readonly object: EngineObject;
  readonly isChosen: boolean;
  readonly onChoose: (key: string) => void;
}

function Row({ object, isChosen, onChoose }: RowProps) {
  const { container } = object;
  return (
    <button
      type="button"
      className={styles.row}
      aria-pressed={isChosen}
      onClick={() => onChoose(object.key)}
      title={object.name}
    >
      {container && <span className={styles.dot} data-state={container.state} aria-hidden="true" />}
      <span className={styles.name}>{object.name}</span>
      <span className={styles.about}>{object.about}</span>
      {container && <span className={styles.state}>{container.state}</span>}
    </button>
  );
}
