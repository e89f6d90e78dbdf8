'use client';
import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { EDITABLE_BYTES } from '../../lib/lab-api/files.ts';
import styles from './file-body.module.css';
import type { MonacoText } from './monaco-text.ts';
import type { OpenFile } from './open-files.ts';
import { nameOf } from './paths.ts';
import { sizeInWords } from './sync-words.ts';

const CodeSurface = lazy(() => import('./code-surface.tsx'));
const CompareSurface = lazy(() => import('./compare-surface.tsx'));
const CompareView = lazy(() => import('./compare-view.tsx'));

/** A file that is held against the lesson's. */
export type HeldFile = Pick<
  ComponentProps<typeof CompareView>,
  'comparison' | 'mayCompareSolution' | 'onCompare'
>;

interface FileBodyProps {
  readonly path: string;
  readonly file: OpenFile<MonacoText>;
  /** With what the sandbox has, while both sides changed. */
  readonly comparing: boolean;
  /** With what the lesson has. */
  readonly held: HeldFile | null;
  readonly readOnly: boolean;
  readonly focusCall: number;
  readonly onTabMode: (movesFocus: boolean) => void;
  readonly onDownload: () => void;
  readonly onReload: () => void;
}

/** The open file: its text, or what it is instead of a text. */
export function FileBody(props: FileBodyProps) {
  const { path, file } = props;
  const name = nameOf(path);
  switch (file.kind) {
    case 'loading':
      return <Note>{`Opening ${name}…`}</Note>;
    case 'text':
      return (
        <Suspense fallback={<Note>Loading the editor…</Note>}>
          <TextBody {...props} file={file} />
        </Suspense>
      );
    case 'binary':
      return (
        <Note>
          <p>{`${name} is not text${file.size === null ? '' : ` (${sizeInWords(file.size)})`}, so there is nothing to edit.`}</p>
          <button type="button" onClick={props.onDownload}>
            Download
          </button>
        </Note>
      );
    case 'big':
      return (
        <Note>
          <p>
            {`${name} is too big for the editor: ${file.size === null ? 'more' : `${sizeInWords(file.size)}, more`} than ${sizeInWords(EDITABLE_BYTES)}. In the terminal, less shows it.`}
          </p>
          <button type="button" onClick={props.onDownload}>
            Download
          </button>
        </Note>
      );
    case 'failed':
      return (
        <Note>
          <p>{`${name} could not be opened. ${file.problem.message}`}</p>
          <button type="button" onClick={props.onReload}>
            Try again
          </button>
        </Note>
      );
  }
}

type TextFile = Extract<OpenFile<MonacoText>, { kind: 'text' }>;

function TextBody({
  path,
  file,
  comparing,
  held,
  readOnly,
  focusCall,
  onTabMode,
}: FileBodyProps & { readonly file: TextFile }) {
  const { state } = file.sync;
  if (comparing && state.kind === 'conflict' && state.theirs.kind === 'text') {
    const labels = { theirs: `${path} in the sandbox`, mine: `${path} as typed here` };
    return <CompareSurface key={path} text={file.text} theirs={state.theirs.text} labels={labels} />;
  }
  if (held) return <CompareView key={path} path={path} text={file.text} readOnly={readOnly} {...held} />;
  return (
    <CodeSurface
      text={file.text}
      label={path}
      readOnly={readOnly}
      focusCall={focusCall}
      onTabMode={onTabMode}
    />
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.note} role="status">
      {children}
    </div>
  );
}
