'use client';
import { useCallback, useState } from 'react';
import { AttentionBar } from './attention-bar.tsx';
import { isProblem, saveBlob } from './download.ts';
import styles from './editor-pane.module.css';
import { FileBody } from './file-body.tsx';
import { FileStatus } from './file-status.tsx';
import { FileTabs } from './file-tabs.tsx';
import type { FileProblem } from './intellisense/problem-list.ts';
import { syncWords } from './sync-words.ts';
import type { Opening } from './use-opening.ts';
import type { LabWorkspace, LabWorkspaceView } from './use-workspace.ts';

interface FileAreaProps {
  readonly workspace: LabWorkspace;
  readonly view: LabWorkspaceView;
  readonly opening: Opening;
  readonly readOnly: boolean;
}

/** Tabs, the open file, and how it stands with it. */
export function FileArea({ workspace, view, opening, readOnly }: FileAreaProps) {
  const [tabMoves, setTabMoves] = useState(false);
  const onTabMode = useCallback((movesFocus: boolean) => setTabMoves(movesFocus), []);
  const [comparedPath, setComparedPath] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const { active, file } = view;
  const sync = file?.kind === 'text' ? file.sync : null;
  const comparing = comparedPath === active;
  const isCalm = sync !== null && (sync.state.kind === 'saved' || sync.state.kind === 'saving');

  async function download(path: string) {
    const found = await workspace.download(path);
    setSaid(isProblem(found) ? found.message : null);
    if (!isProblem(found)) saveBlob(found, path);
  }

  function goTo({ path, range }: FileProblem) {
    opening.open(path, false);
    const shown = workspace.open.get(path);
    if (shown?.kind === 'text') shown.text.goTo(range);
  }

  return (
    <div className={styles.area}>
      <div className={styles.bar}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={opening.filesShown}
          aria-controls="lab-file-panel"
          onClick={() => opening.setFilesShown(!opening.filesShown)}
        >
          Files
        </button>
        <FileTabs workspace={workspace} view={view} onShow={(path) => opening.open(path, true)} />
      </div>
      <div>
        {sync && (
          <AttentionBar
            sync={sync}
            state={sync.state}
            comparing={comparing}
            onCompare={(on) => setComparedPath(on ? active : null)}
            onClose={() => sync.takeTheirs()}
          />
        )}
      </div>
      <div className={styles.body}>
        {active !== null && file ? (
          <FileBody
            path={active}
            file={file}
            comparing={comparing}
            readOnly={readOnly}
            focusCall={opening.focusCall}
            onTabMode={onTabMode}
            onDownload={() => void download(active)}
            onReload={() => workspace.open.reload(active)}
          />
        ) : (
          <p className={styles.empty}>Choose a file to edit it here. Changes are saved as you type.</p>
        )}
      </div>
      <div>
        <FileStatus
          text={active !== null && file?.kind === 'text' ? { path: active, text: file.text } : null}
          readOnly={readOnly}
          says={said ?? (sync ? syncWords(sync.state) : '')}
          keys={isCalm ? keyWords(tabMoves) : null}
          onGo={goTo}
        />
      </div>
    </div>
  );
}

function keyWords(tabMoves: boolean): string {
  return tabMoves
    ? 'Tab moves on. Ctrl+M: Tab indents again. F6 leaves the editor.'
    : 'Ctrl+M: Tab moves on instead of indenting. F6 leaves the editor.';
}
