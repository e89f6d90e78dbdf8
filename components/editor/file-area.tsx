'use client';
import { useOffers } from '../actions/use-offers.ts';
import { besideSplit } from '../workbench/split.ts';
import { Splitter } from '../workbench/splitter.tsx';
import styles from './editor-pane.module.css';
import { FileColumn } from './file-column.tsx';
import { FileTabs } from './file-tabs.tsx';
import { useComparison } from './use-comparison.ts';
import type { Opening } from './use-opening.ts';
import type { LabWorkspace, LabWorkspaceView } from './use-workspace.ts';

interface FileAreaProps {
  readonly lesson: string;
  readonly workspace: LabWorkspace;
  readonly view: LabWorkspaceView;
  readonly opening: Opening;
  readonly readOnly: boolean;
}

/** Tabs, and the open file, or two of them. */
export function FileArea({ lesson, workspace, view, opening, readOnly }: FileAreaProps) {
  const { active, file, beside } = view;
  const { comparison, compare, mayCompareSolution } = useComparison(lesson, active);
  const isText = file?.kind === 'text';
  const toggleBeside = () => workspace.showBeside(beside || active === null ? null : active);
  useOffers({
    'files.beside': {
      run: toggleBeside,
      isOn: () => beside !== null,
      isPossible: () => active !== null,
    },
    'files.compare-start': { run: () => compare('start'), isPossible: () => isText },
    'files.compare-solution': {
      run: () => compare('solution'),
      isPossible: () => isText && mayCompareSolution(),
    },
  });
  const held = comparison && {
    comparison,
    mayCompareSolution: mayCompareSolution(),
    onCompare: compare,
  };

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
        <span className={styles.tools}>
          <button
            type="button"
            className={styles.tool}
            aria-pressed={comparison !== null}
            disabled={!isText}
            onClick={() => compare(comparison ? null : 'start')}
          >
            Compare
          </button>
          <button
            type="button"
            className={`${styles.tool} ${styles.split}`}
            aria-pressed={beside !== null}
            disabled={active === null}
            onClick={toggleBeside}
          >
            Split
          </button>
        </span>
      </div>
      <div className={styles.columns} data-split="beside" data-beside={beside !== null || undefined}>
        <FileColumn side="main" path={active} file={file} held={held} {...{ workspace, opening, readOnly }} />
        {beside && (
          <>
            <Splitter split={besideSplit} label="Size of the two files" panes={[null, null]} />
            <FileColumn
              side="beside"
              path={beside.path}
              file={beside.file}
              held={null}
              onClose={() => workspace.showBeside(null)}
              {...{ workspace, opening, readOnly }}
            />
          </>
        )}
      </div>
    </div>
  );
}
