import styles from './cluster.module.css';
import type { ClusterState } from './cluster-store.ts';
import { type Scope, scopesOf } from './scope.ts';

export type Shape = 'list' | 'map';

interface ClusterBarProps {
  readonly content: ClusterState['content'];
  readonly scope: Scope;
  readonly wanted: string;
  readonly shape: Shape;
  readonly onScope: (scope: Scope) => void;
  readonly onWanted: (wanted: string) => void;
  readonly onShape: (shape: Shape) => void;
}

const SHAPES = [
  ['list', 'List'],
  ['map', 'Map'],
] as const;

/** What is looked at, and how. */
export function ClusterBar(props: ClusterBarProps) {
  const { content, scope, wanted, shape, onScope, onWanted, onShape } = props;
  return (
    <div className={styles.bar}>
      <label>
        <span>Namespace</span>
        <select value={scope} onChange={({ target }) => onScope(target.value)}>
          {scopesOf(content).map((choice) => (
            <option key={choice.scope} value={choice.scope}>
              {choice.words}
            </option>
          ))}
        </select>
      </label>
      {shape === 'list' && (
        <label>
          <span>Find</span>
          <input
            type="search"
            value={wanted}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => onWanted(target.value)}
          />
        </label>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div role="group" aria-label="Shown as" className={styles.shapes}>
        {SHAPES.map(([name, words]) => (
          <button key={name} type="button" aria-pressed={shape === name} onClick={() => onShape(name)}>
            {words}
          </button>
        ))}
      </div>
    </div>
  );
}
