'use client';
import { lazy, Suspense } from 'react';
import styles from './bench-panes.module.css';
import { useLab } from './lab-context.ts';
import type { LabOffer } from './lab-offer.ts';
import { editorSplit } from './split.ts';
import { Splitter } from './splitter.tsx';
import { StageList } from './stage-list.tsx';

interface BenchPanesProps {
  readonly sandbox: LabOffer['sandbox'];
  readonly onShowTerminal: () => void;
}

/** Each comes by itself: the terminal, which is small, does not wait for the editor, which is not. */
const loadTerminals = () => import('../terminal/terminal-tabs.tsx');
const loadEditor = () => import('../editor/editor-pane.tsx');
const TerminalTabs = lazy(async () => ({ default: (await loadTerminals()).TerminalTabs }));
const EditorPane = lazy(async () => ({ default: (await loadEditor()).EditorPane }));

/** A start is likely. Terminal first: it is what one types into. */
export function preloadPanes(): void {
  void loadTerminals()
    .then(loadEditor)
    // Said by whoever shows them.
    .catch(() => {});
}

/** Editor above, terminals below. */
export function BenchPanes({ sandbox, onShowTerminal }: BenchPanesProps) {
  const lab = useLab()?.lab;
  return (
    <div className={styles.panes} data-split="editor">
      <div className={styles.editor} data-pane="editor" tabIndex={-1}>
        <Suspense fallback={<p className={styles.loading}>Loading the editor…</p>}>
          <EditorPane />
        </Suspense>
      </div>
      <Splitter split={editorSplit} label="Size of editor and terminal" />
      <div className={styles.terminal}>
        <Suspense fallback={<p className={styles.loading}>Loading the terminal…</p>}>
          <TerminalTabs onShow={onShowTerminal} />
        </Suspense>
      </div>
      {lab?.state === 'resetting' && (
        <div className={styles.veil} role="status">
          <h2>Resetting the lab</h2>
          <StageList stages={lab.stages} sandbox={sandbox} />
        </div>
      )}
    </div>
  );
}
