import { useEffect, useState } from 'react';
import type { Inspect } from '../../lib/lab-api/container-command.ts';
import styles from '../panel/panel.module.css';
import { LabRequestError, useLab } from '../workbench/lab-context.ts';

type Found = { readonly value: unknown } | { readonly problem: string };

/** What `docker inspect` says, as a tree; asked for when it is opened. */
export function InspectView({ of }: { readonly of: Inspect }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.inspect} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Inspect <code>{`docker ${of.on} inspect`}</code>
      </summary>
      {open && <Tree of={of} />}
    </details>
  );
}

function Tree({ of }: { readonly of: Inspect }) {
  const request = useLab()?.request;
  const [found, setFound] = useState<Found | null>(null);
  const { on, name } = of;
  useEffect(() => {
    if (!request) return;
    let isWanted = true;
    ask(request, { on, name }).then((answer) => isWanted && setFound(answer));
    return () => {
      isWanted = false;
    };
  }, [request, on, name]);
  if (!found) return <p role="status">Asking the engine…</p>;
  if ('problem' in found) return <p role="status">{found.problem}</p>;
  return <Branch value={found.value} />;
}

async function ask(request: (path: string) => Promise<Response>, { on, name }: Inspect): Promise<Found> {
  try {
    const answer = await request(`/lab/containers/inspect?on=${on}&name=${encodeURIComponent(name)}`);
    return { value: JSON.parse(await answer.text()) };
  } catch (error) {
    if (error instanceof LabRequestError) return { problem: error.problem.message };
    if (error instanceof SyntaxError) return { problem: 'The engine’s answer is not what an engine says.' };
    throw error;
  }
}

const BRANCHES_AT_MOST = 200;

function Branch({ value }: { readonly value: unknown }) {
  if (typeof value !== 'object' || value === null) return <span>{JSON.stringify(value)}</span>;
  const entries = Object.entries(value);
  return (
    <ul className={styles.branch}>
      {entries.slice(0, BRANCHES_AT_MOST).map(([name, inner]) => (
        <li key={name}>
          <Leaf name={name} value={inner} />
        </li>
      ))}
      {entries.length > BRANCHES_AT_MOST && <li>{`and ${entries.length - BRANCHES_AT_MOST} more`}</li>}
    </ul>
  );
}

function Leaf({ name, value }: { readonly name: string; readonly value: unknown }) {
  const size = typeof value === 'object' && value !== null ? Object.keys(value).length : null;
  const [open, setOpen] = useState(false);
  if (size === null || size === 0) {
    return (
      <>
        <b>{name}</b> <span>{size === 0 ? 'none' : JSON.stringify(value)}</span>
      </>
    );
  }
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <b>{name}</b> <span>{size}</span>
      </summary>
      {open && <Branch value={value} />}
    </details>
  );
}
