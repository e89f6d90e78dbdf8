'use client';
import { lazy, Suspense } from 'react';
import styles from './bench-panes.module.css';
import { useLab } from './lab-context.ts';
import type { LabOffer } from './lab-offer.ts';
import { editorSplit } from './split.ts';
import { Splitter } from './splitter.tsx';
import { StageList } from './stage-list.tsx';
import { afterTerminal } from './terminal-first.ts';

interface BenchPanesProps {
  readonly sandbox: LabOffer['sandbox'];
  readonly onShowTerminal: () => void;
}

const loadTerminals = () => import('../terminal/terminal-tabs.tsx');
const TerminalTabs = lazy(async () => ({ default: (await loadTerminals()).TerminalTabs }));
const EditorPane = lazy(async () => {
  await afterTerminal();
  return { default: (await import('../editor/editor-pane.tsx')).EditorPane };
});

/** A start is likely. Only the terminal: it is what one types into, and what one waits for. */
export function preloadTerminals(): void {
  // Said by whoever shows them.
  void loadTerminals().catch(() => {});
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
