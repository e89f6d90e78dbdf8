import { useEffect, useRef, useState } from 'react';
import type { LabControls } from '../workbench/lab-context.ts';
import { afterTerminal } from '../workbench/terminal-first.ts';
import { createLabFiles } from './lab-files.ts';
import type { MonacoText } from './monaco-text.ts';
import { Workspace } from './workspace.ts';
import type { WorkspaceView } from './workspace-contract.ts';

export type LabWorkspace = Workspace<MonacoText>;
export type LabWorkspaceView = WorkspaceView<MonacoText>;
/** What of it the files panel shows: it stays the same while one types. */
export type FolderView = Pick<LabWorkspaceView, 'listing' | 'expanded' | 'active' | 'uploads'>;

async function makeText(path: string, text: string): Promise<MonacoText> {
  await afterTerminal();
  const { MonacoText } = await import('./monaco-text.ts');
  return new MonacoText(path, text);
}

/** One workspace for each sandbox of the lab; null while there is none. */
export function useWorkspace(controls: LabControls | null): LabWorkspace | null {
  const [workspace, setWorkspace] = useState<LabWorkspace | null>(null);
  const lab = controls?.lab ?? null;
  const sandbox = lab?.sandboxMadeAt ?? null;
  const { request, onEvent, lesson } = controls ?? {};
  const firstFile = useRef<string | null>(null);
  firstFile.current = lab?.open ?? null;
  const current = useRef<string | null>(null);
  current.current = sandbox;

  useEffect(() => {
    if (sandbox === null || !request || !onEvent || lesson === undefined) return;
    const made: LabWorkspace = new Workspace<MonacoText>({
      files: createLabFiles(request),
      storage: localStorage,
      lesson,
      labStart: sandbox,
      firstFile: firstFile.current,
      makeText,
    });
    const stopListening = onEvent((event) => {
      if (event.type === 'files') made.sandboxChanged(event.changes);
    });
    setWorkspace(made);
    return () => {
      stopListening();
      setWorkspace(null);
      // Another sandbox in its place must not get what was meant for this one.
      if (current.current !== sandbox) made.dispose();
      else void made.open.flush().finally(() => made.dispose());
    };
  }, [sandbox, request, onEvent, lesson]);

  const isUp = lab?.state === 'ready' || lab?.state === 'frozen';
  const reachable = controls?.connection === 'open' && isUp;
  useEffect(() => workspace?.setReachable(reachable), [workspace, reachable]);
  return workspace;
}
