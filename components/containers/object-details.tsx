import { useEffect, useRef } from 'react';
import { wordsOf } from '../../lib/lab-api/container-command.ts';
import type { Container } from '../../lib/lab-api/containers.ts';
import { ActionButton } from '../panel/action-button.tsx';
import styles from '../panel/panel.module.css';
import { TerminalActions } from '../panel/terminal-actions.tsx';
import { useCommand } from '../panel/use-command.tsx';
import { useOpenPreview } from '../previews/open-preview.ts';
import button from '../ui/button.module.css';
import type { Action, EngineObject } from './engine-objects.ts';
import { InspectView } from './inspect-view.tsx';
import { stateInWords } from './state-words.ts';

interface ObjectDetailsProps {
  readonly object: EngineObject;
  /** It was removed here. */
  readonly onGone: () => void;
}

export function ObjectDetails({ object, onGone }: ObjectDetailsProps) {
  const { run, running, outcome } = useCommand('/lab/containers/command');
  const { container } = object;
  const details = useRef<HTMLDivElement>(null);
  // On a phone it stands above the list.
  useEffect(() => {
    details.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  async function act(action: Action) {
    const isDone = await run({ words: typed(action), body: action.command });
    if (isDone && action.removes) onGone();
  }
  return (
    <div ref={details} className={styles.details}>
      <h2>{object.name}</h2>
      <p className={styles.facts}>
        {container ? `${stateInWords(container)} · ${container.image}` : object.about}
      </p>
      {container && <Ports container={container} />}
      <ul className={styles.actions} aria-label="What can be done">
        {object.actions.map((action) => (
          <li key={action.label}>
            <ActionButton
              label={action.label}
              words={typed(action)}
              removes={action.removes}
              disabled={running !== null}
              onAct={() => void act(action)}
            />
          </li>
        ))}
        {container && <TerminalActions commands={commandsFor(container)} />}
      </ul>
      {outcome}
      {object.inspect && <InspectView key={container?.state} of={object.inspect} />}
    </div>
  );
}

const typed = ({ command }: Action) => wordsOf(command).join(' ');

function commandsFor({ name, state }: Container) {
  const logs = { label: 'Logs', command: `docker logs --follow --tail 100 ${name}` };
  const shell = { label: 'Shell', command: `docker exec --interactive --tty ${name} sh` };
  return state === 'running' ? [logs, shell] : [logs];
}

function Ports({ container: { name, ports, state } }: { readonly container: Container }) {
  const openPreview = useOpenPreview();
  if (ports.length === 0) return null;
  return (
    <ul className={styles.ports} aria-label="Ports">
      {ports.map(({ port, protocol, published }) => (
        <li key={`${port} ${protocol} ${published}`}>
          {published === null
            ? `${port}/${protocol}, not published`
            : `localhost:${published} leads to ${port}/${protocol}`}
          {openPreview && protocol === 'tcp' && state === 'running' && (
            <button
              type="button"
              className={button.plain}
              aria-label={`Preview ${published === null ? `${port}/tcp` : `localhost:${published}`}`}
              onClick={() =>
                openPreview(
                  published === null ? { kind: 'container', name, port } : { kind: 'port', port: published },
                )
              }
            >
              Preview
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
