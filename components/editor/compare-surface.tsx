'use client';
import { useEffect, useRef } from 'react';
import styles from './code-surface.module.css';
import { editorOptions } from './editor-options.ts';
import { monaco } from './monaco.ts';
import { calmBrackets, type MonacoText } from './monaco-text.ts';

export interface Differences {
  readonly count: number;
  next(): void;
}

interface CompareSurfaceProps {
  readonly text: MonacoText;
  readonly theirs: string;
  /** For those who hear them: what either side is. */
  readonly labels: { readonly theirs: string; readonly mine: string };
  readonly readOnly?: boolean;
  readonly onDifferences?: (differences: Differences) => void;
}

/** Theirs on the left, mine on the right, where it can still be edited. One above the other where there is no room. */
export default function CompareSurface({
  text,
  theirs,
  labels,
  readOnly = false,
  onDifferences,
}: CompareSurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  const told = useRef(onDifferences);
  told.current = onDifferences;
  useEffect(() => {
    if (!host.current) return;
    const original = monaco.editor.createModel(theirs, text.model.getLanguageId());
    original.updateOptions(calmBrackets);
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...editorOptions(),
      originalAriaLabel: labels.theirs,
      modifiedAriaLabel: labels.mine,
      originalEditable: false,
      readOnly,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      renderOverviewRuler: false,
    });
    editor.setModel({ original, modified: text.model });
    const watch = editor.onDidUpdateDiff(() => {
      const count = editor.getLineChanges()?.length ?? 0;
      told.current?.({ count, next: () => editor.goToDiff('next') });
    });
    return () => {
      watch.dispose();
      editor.dispose();
      original.dispose();
    };
  }, [text, theirs, labels.theirs, labels.mine, readOnly]);
  return <div ref={host} className={styles.surface} />;
}
