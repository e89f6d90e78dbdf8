import { useEffect, useRef, useState } from 'react';
import button from '../ui/button.module.css';
import { useLab } from '../workbench/lab-context.ts';
import styles from './containers-pane.module.css';
import type { Action, EngineObject } from './engine-objects.ts';
import { InspectView } from './inspect-view.tsx';
import { stateInWords } from './state-words.ts';
import { typed, useCommand } from './use-command.tsx';

interface ObjectDetailsProps {
  readonly object: EngineObject;
  /** It was removed here. */
  readonly onGone: () => void;
}

export function ObjectDetails({ object, onGone }: ObjectDetailsProps) {
  const { run, running, outcome } = useCommand();
  const { container } = object;
  const details = useRef<HTMLDivElement>(null);
  // On a phone it stands above the list.
  useEffect(() => {
    details.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  async function act(action: Action) {
    if ((await run(action.command)) && action.removes) onGone();
  }
  return (
    <div ref={details} className={styles.details}>
      <h2>{object.name}</h2>
      <p className={styles.facts}>
        {container ? `${stateInWords(container)} · ${container.image}` : object.about}
      </p>
      {container && <Ports ports={container.ports} />}
      <ul className={styles.actions} aria-label="What can be done">
        {object.actions.map((action) => (
          <li key={action.label}>
            <ActionButton action={action} disabled={running !== null} onAct={() => void act(action)} />
          </li>
        ))}
        {container && <InTerminal name={container.name} isRunning={container.state === 'running'} />}
      </ul>
      {outcome}
      {object.inspect && <InspectView key={container?.state} of={object.inspect} />}
    </div>
  );
}

function Ports({ ports }: { readonly ports: NonNullable<EngineObject['container']>['ports'] }) {
  if (ports.length === 0) return null;
  return (
    <ul className={styles.ports} aria-label="Ports">
      {ports.map(({ port, protocol, published }) => (
        <li key={`${port} ${protocol} ${published}`}>
          {published === null
            ? `${port}/${protocol}, not published`
            : `localhost:${published} leads to ${port}/${protocol}`}
        </li>
      ))}
    </ul>
  );
}

interface ActionButtonProps {
  readonly action: Action;
  readonly disabled: boolean;
  readonly onAct: () => void;
}

/** What removes something is asked once more, in the same place. */
function ActionButton({ action, disabled, onAct }: ActionButtonProps) {
  const [asking, setAsking] = useState(false);
  const command = <code>{typed(action.command)}</code>;
  if (!asking) {
    return (
      <>
        <button
          type="button"
          className={button.plain}
          disabled={disabled}
          onClick={() => (action.removes ? setAsking(true) : onAct())}
        >
          {action.label}
        </button>
        {command}
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className={button.act}
        // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
        autoFocus
        onClick={() => {
          setAsking(false);
          onAct();
        }}
      >
        {`${action.label} for good`}
      </button>
      <button type="button" className={button.plain} onClick={() => setAsking(false)}>
        Keep
      </button>
      {command}
    </>
  );
}

/** Output that goes on, and shells, belong in a terminal. */
function InTerminal({ name, isRunning }: { readonly name: string; readonly isRunning: boolean }) {
  const lab = useLab();
  const commands = [
    { label: 'Logs', command: `docker logs --follow --tail 100 ${name}` },
    ...(isRunning ? [{ label: 'Shell', command: `docker exec --interactive --tty ${name} sh` }] : []),
  ];
  return commands.map(({ label, command }) => (
    <li key={label}>
      <button type="button" className={button.plain} onClick={() => lab?.runInTerminal(command)}>
        {label}
      </button>
      <code>{command}</code>
    </li>
  ));
}
