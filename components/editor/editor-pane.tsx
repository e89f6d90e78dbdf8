'use client';
import { type KeyboardEvent, useMemo, useRef, useSyncExternalStore } from 'react';
import { type LabControls, useLab } from '../workbench/lab-context.ts';
import { filesSplit } from '../workbench/split.ts';
import { Splitter } from '../workbench/splitter.tsx';
import { bringsFiles, droppedFiles } from './dropped-files.ts';
import styles from './editor-pane.module.css';
import { FileArea } from './file-area.tsx';
import { FilesPanel } from './files-panel.tsx';
import { useEarlySaves } from './use-early-saves.ts';
import { useOpening } from './use-opening.ts';
import { type FolderView, type LabWorkspace, useWorkspace } from './use-workspace.ts';

/** Files and editor of the lab. Everything it needs it has from `useLab()`. */
export function EditorPane() {
  const controls = useLab();
  const workspace = useWorkspace(controls);
  const pane = useRef<HTMLElement>(null);
  useEarlySaves(workspace, pane);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    // Habit: it is saved anyway, and nobody wants the page as a file.
    event.preventDefault();
    void workspace?.open.flush();
  }

  return (
    <section
      ref={pane}
      aria-label="Editor"
      className={styles.pane}
      onKeyDown={onKeyDown}
      onDragOver={(event) => bringsFiles(event.dataTransfer) && event.preventDefault()}
      onDrop={(event) => {
        if (!bringsFiles(event.dataTransfer)) return;
        // Otherwise the browser would leave the lesson and show the file.
        event.preventDefault();
        workspace?.upload(droppedFiles(event.dataTransfer), '');
      }}
    >
      {workspace ? (
        <Files workspace={workspace} controls={controls} />
      ) : (
        <p className={styles.empty}>{emptyWords(controls)}</p>
      )}
    </section>
  );
}

function Files({
  workspace,
  controls,
}: {
  readonly workspace: LabWorkspace;
  readonly controls: LabControls | null;
}) {
  const view = useSyncExternalStore(workspace.subscribe, workspace.view, workspace.view);
  const opening = useOpening(workspace);
  const { listing, expanded, active, uploads } = view;
  const folder: FolderView = useMemo(
    () => ({ listing, expanded, active, uploads }),
    [listing, expanded, active, uploads],
  );
  return (
    <div className={styles.inside} data-split="files">
      <div id="lab-file-panel" className={styles.files} data-shown={opening.filesShown || undefined}>
        <FilesPanel workspace={workspace} view={folder} onOpen={opening.open} />
      </div>
      <Splitter split={filesSplit} label="Size of the list of files" panes={['the files', null]} />
      <FileArea
        lesson={controls?.lesson ?? ''}
        workspace={workspace}
        view={view}
        opening={opening}
        readOnly={controls?.lab?.state === 'resetting'}
      />
    </div>
  );
}

function emptyWords(controls: LabControls | null): string {
  switch (controls?.lab?.state) {
    case 'starting':
      return 'Your files appear here as soon as the lab is ready.';
    case 'failed':
      return 'The lab did not start, so there are no files to show.';
    case 'ending':
      return 'The lab is ending.';
    default:
      return 'Your files appear here once the lab runs.';
  }
}
