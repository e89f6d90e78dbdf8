'use client';
import { EditorPane } from '../editor/editor-pane.tsx';
import { TerminalTabs } from '../terminal/terminal-tabs.tsx';
import styles from './bench-panes.module.css';
import { useLab } from './lab-context.ts';
import { editorSplit } from './split.ts';
import { Splitter } from './splitter.tsx';
import { StageList } from './stage-list.tsx';

interface BenchPanesProps {
  readonly onShowTerminal: () => void;
}

/** Editor above, terminals below. Loaded only once there is a lab. */
export function BenchPanes({ onShowTerminal }: BenchPanesProps) {
  const lab = useLab()?.lab;
  const resetting = lab?.state === 'resetting';
  return (
    <div className={styles.panes}>
      <div className={styles.editor} data-pane="editor" tabIndex={-1}>
        <EditorPane />
      </div>
      <Splitter split={editorSplit} label="Size of editor and terminal" />
      <div className={styles.terminal}>
        <TerminalTabs onShow={onShowTerminal} />
      </div>
      {resetting && (
        <div className={styles.veil} role="status">
          <h2>Resetting the lab</h2>
          <StageList stages={lab.stages} sandbox="docker" />
        </div>
      )}
    </div>
  );
}
