'use client';
import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createLabConnection, type LabConnection } from './lab-connection.ts';
import { LabContext } from './lab-context.ts';
import { browserSurroundings } from './surroundings.ts';

export interface LabProviderProps {
  /** Slug of the lesson. The page must mount this only for a lesson that has a lab. */
  readonly lesson: string;
  readonly children: ReactNode;
}

/**
 * Connects the page to the lab of one lesson and gives `useLab()` to everything inside: the header's `LabStatus`, the
 * lesson's tasks and commands, and the `Workbench`. Put it around all three:
 *
 *     <LabProvider lesson={slug}>
 *       <header>… <LabStatus taskCount={4} /></header>
 *       <Workbench sandbox="docker" minutes={60} taskCount={4}><article>…</article></Workbench>
 *     </LabProvider>
 */
export function LabProvider({ lesson, children }: LabProviderProps) {
  return (
    <Connected key={lesson} lesson={lesson}>
      {children}
    </Connected>
  );
}

function Connected({ lesson, children }: LabProviderProps) {
  const [connection, setConnection] = useState<LabConnection | null>(null);
  useEffect(() => {
    const opened = createLabConnection(lesson, browserSurroundings());
    setConnection(opened);
    return opened.connect();
  }, [lesson]);
  const snapshot = useSyncExternalStore(
    connection?.subscribe ?? never,
    connection?.snapshot ?? nothing,
    nothing,
  );
  const controls = useMemo(
    () => connection && snapshot && { ...connection, ...snapshot },
    [connection, snapshot],
  );
  return <LabContext value={controls}>{children}</LabContext>;
}

const never = () => () => {};
const nothing = () => null;
