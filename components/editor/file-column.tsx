'use client';
import { useCallback, useState } from 'react';
import { AttentionBar } from './attention-bar.tsx';
import { isProblem, saveBlob } from './download.ts';
import styles from './editor-pane.module.css';
import { FileBody, type HeldFile } from './file-body.tsx';
import { FileStatus } from './file-status.tsx';
import type { FileProblem } from './intellisense/problem-list.ts';
import type { MonacoText } from './monaco-text.ts';
import type { OpenFile } from './open-files.ts';
import { nameOf } from './paths.ts';
import { syncWords } from './sync-words.ts';
import type { Opening, Side } from './use-opening.ts';
import type { LabWorkspace } from './use-workspace.ts';

interface FileColumnProps {
  readonly side: Side;
  readonly workspace: LabWorkspace;
  readonly path: string | null;
  readonly file: OpenFile<MonacoText> | undefined;
  readonly opening: Opening;
  readonly readOnly: boolean;
  readonly held: HeldFile | null;
  /** For the file beside another: the column goes away. */
  readonly onClose?: () => void;
}

/** One file: what needs attention, its text, and how it stands with it. */
export function FileColumn(props: FileColumnProps) {
  const { side, workspace, path, file, opening, readOnly, held, onClose } = props;
  const [tabMoves, setTabMoves] = useState(false);
  const onTabMode = useCallback((movesFocus: boolean) => setTabMoves(movesFocus), []);
  const [comparedPath, setComparedPath] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const sync = file?.kind === 'text' ? file.sync : null;
  const comparing = comparedPath === path;
  const isCalm = sync !== null && (sync.state.kind === 'saved' || sync.state.kind === 'saving');

  async function download(wanted: string) {
    const found = await workspace.download(wanted);
    setSaid(isProblem(found) ? found.message : null);
    if (!isProblem(found)) saveBlob(found, wanted);
  }

  function goTo({ path: wanted, range }: FileProblem) {
    opening.open(wanted, false);
    const shown = workspace.open.get(wanted);
    if (shown?.kind === 'text') shown.text.goTo(range);
  }

  return (
    <div className={styles.column} onFocusCapture={() => opening.work(side)}>
      <div>
        {onClose && path !== null && <ColumnHead name={nameOf(path)} onClose={onClose} />}
        {sync && (
          <AttentionBar
            sync={sync}
            state={sync.state}
            comparing={comparing}
            onCompare={(on) => setComparedPath(on ? path : null)}
            onClose={() => sync.takeTheirs()}
          />
        )}
      </div>
      <div className={styles.body}>
        {path !== null && file ? (
          <FileBody
            path={path}
            file={file}
            comparing={comparing}
            held={held}
            readOnly={readOnly}
            focusCall={opening.focusCalls[side]}
            onTabMode={onTabMode}
            onDownload={() => void download(path)}
            onReload={() => workspace.open.reload(path)}
          />
        ) : (
          <p className={styles.empty}>Choose a file to edit it here. Changes are saved as you type.</p>
        )}
      </div>
      <div>
        <FileStatus
          text={path !== null && file?.kind === 'text' ? { path, text: file.text } : null}
          readOnly={readOnly}
          says={said ?? (sync ? syncWords(sync.state) : '')}
          keys={isCalm ? keyWords(tabMoves) : null}
          onGo={goTo}
        />
      </div>
    </div>
  );
}

/** What the column beside shows: the tabs above tell of the other one. */
function ColumnHead({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  return (
    <div className={styles.head}>
      <h3>{name}</h3>
      <button type="button" onClick={onClose}>
        One file again
      </button>
    </div>
  );
}

function keyWords(tabMoves: boolean): string {
  return tabMoves
    ? 'Tab moves on. Ctrl+M: Tab indents again. F6 leaves the editor.'
    : 'Ctrl+M: Tab moves on instead of indenting. F6 leaves the editor.';
}
