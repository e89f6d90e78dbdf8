import { useState } from 'react';
import { type ClusterCommand, clusterWords, REPLICAS_AT_MOST } from '../../lib/lab-api/cluster-command.ts';
import button from '../ui/button.module.css';
import styles from './cluster.module.css';
import type { Scalable } from './object-actions.ts';

interface ScaleFormProps {
  readonly object: Scalable;
  readonly disabled: boolean;
  readonly onScale: (command: ClusterCommand) => void;
}

export function ScaleForm({ object, disabled, onScale }: ScaleFormProps) {
  const { kind, namespace, name, wanted } = object;
  // Until somebody types, it is what the cluster has.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(wanted);
  const replicas = Number(text);
  const isNumber = /^\d+$/.test(text) && replicas <= REPLICAS_AT_MOST;
  const command: ClusterCommand = { verb: 'scale', kind, namespace, name, replicas };
  return (
    <form
      className={styles.scale}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isNumber) return;
        onScale(command);
        setTyped(null);
      }}
    >
      <button type="submit" className={button.plain} disabled={disabled || !isNumber}>
        Scale
      </button>
      <label>
        {'to '}
        <input
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={!isNumber}
          value={text}
          onChange={({ target }) => setTyped(target.value)}
        />
        {' replicas'}
      </label>
      {isNumber ? (
        <code>{clusterWords(command).join(' ')}</code>
      ) : (
        <span role="status">{`A number from 0 to ${REPLICAS_AT_MOST}.`}</span>
      )}
    </form>
  );
}
