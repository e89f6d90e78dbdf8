'use client';
import { useEffect, useRef } from 'react';
import styles from './code-surface.module.css';
import { editorOptions } from './editor-options.ts';
import { monaco } from './monaco.ts';
import { calmBrackets, type MonacoText } from './monaco-text.ts';

interface CompareSurfaceProps {
  readonly text: MonacoText;
  readonly theirs: string;
  readonly label: string;
}

/** Theirs on the left, mine on the right, where it can still be edited. One above the other where there is no room. */
export default function CompareSurface({ text, theirs, label }: CompareSurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const original = monaco.editor.createModel(theirs, text.model.getLanguageId());
    original.updateOptions(calmBrackets);
    const editor = monaco.editor.createDiffEditor(host.current, {
      ...editorOptions(),
      originalAriaLabel: `${label} in the sandbox`,
      modifiedAriaLabel: `${label} as typed here`,
      originalEditable: false,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderMarginRevertIcon: false,
      renderGutterMenu: false,
      renderOverviewRuler: false,
    });
    editor.setModel({ original, modified: text.model });
    return () => {
      editor.dispose();
      original.dispose();
    };
  }, [text, theirs, label]);
  return <div ref={host} className={styles.surface} />;
}
