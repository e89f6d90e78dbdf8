import { type FormEvent, useEffect, useState } from 'react';
import button from '../ui/button.module.css';
import type { PortChoice } from './port-choices.ts';
import { addressOf, type PreviewAddress, readAddress } from './preview-address.ts';
import styles from './preview-pane.module.css';

interface PreviewBarProps {
  readonly address: PreviewAddress | null;
  readonly choices: readonly PortChoice[];
  readonly onGo: (address: PreviewAddress) => void;
  readonly onTab: (address: PreviewAddress) => void;
}

/** Like a browser's: an address, to load it again, and a tab of its own; below it what there is to choose. */
export function PreviewBar({ address, choices, onGo, onTab }: PreviewBarProps) {
  const shown = address ? addressOf(address) : '';
  const [text, setText] = useState(shown);
  const [isWrong, setIsWrong] = useState(false);
  useEffect(() => {
    setText(shown);
    setIsWrong(false);
  }, [shown]);
  function submit(event: FormEvent) {
    event.preventDefault();
    const read = readAddress(text);
    setIsWrong(!read);
    if (read) onGo(read);
  }
  const isSame = address !== null && text === shown;
  return (
    <>
      <form className={styles.bar} onSubmit={submit} noValidate>
        <input
          className={styles.address}
          aria-label="Address in the lab"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'preview-wrong' : undefined}
          placeholder="localhost:8080"
          value={text}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className={button.plain}>
          {isSame ? 'Reload' : 'Show'}
        </button>
        <button
          type="button"
          className={button.plain}
          disabled={address === null}
          onClick={() => address && onTab(address)}
        >
          Open in a tab
        </button>
      </form>
      {isWrong && (
        <p id="preview-wrong" role="alert" className={styles.wrong}>
          That is no address of this lab. A port is: <code>localhost:8080</code>; so is a container’s port,{' '}
          <code>container/web:80</code>, or one in a cluster, <code>service/default/web:80</code>.
        </p>
      )}
      {choices.length > 0 && (
        <ul className={styles.choices} aria-label="Ports that answer">
          {choices.map(({ target, words }) => (
            <li key={words}>
              <button
                type="button"
                aria-pressed={address !== null && isSameTarget(address, target)}
                onClick={() => onGo({ target, path: '/' })}
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function isSameTarget(address: PreviewAddress, target: PreviewAddress['target']): boolean {
  return addressOf({ ...address, path: '' }) === addressOf({ target, path: '' });
}
