'use client';
import { lazy, Suspense } from 'react';
import styles from './editor-pane.module.css';
import type { FileProblem } from './intellisense/problem-list.ts';
import type { MonacoText } from './monaco-text.ts';

const LanguageBar = lazy(() => import('./intellisense/language-bar.tsx'));

interface FileStatusProps {
  /** The open text; null while something else is shown. */
  readonly text: { readonly path: string; readonly text: MonacoText } | null;
  readonly readOnly: boolean;
  readonly says: string;
  /** Which keys lead out, while there is nothing more urgent to say. */
  readonly keys: string | null;
  readonly onGo: (problem: FileProblem) => void;
}

/** The line under a file: how it stands with it, and what its language makes of it. */
export function FileStatus({ text, readOnly, says, keys, onGo }: FileStatusProps) {
  const before = <span>{says}</span>;
  const after = keys !== null && (
    <span className={styles.keys} role="status">
      {keys}
    </span>
  );
  const plain = (
    <div className={styles.status}>
      {before}
      {after}
    </div>
  );
  if (!text) return plain;
  return (
    <Suspense fallback={plain}>
      <LanguageBar {...text} readOnly={readOnly} onGo={onGo} before={before} after={after} />
    </Suspense>
  );
}
