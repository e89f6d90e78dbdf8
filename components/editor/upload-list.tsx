'use client';
import { sizeInWords } from './sync-words.ts';
import styles from './upload-list.module.css';
import type { Upload, Uploads } from './uploads.ts';

interface UploadListProps {
  readonly list: readonly Upload[];
  readonly uploads: Uploads;
}

/** How the uploads stand: the whole in one line, and below it what needs an answer. */
export function UploadList({ list, uploads }: UploadListProps) {
  if (list.length === 0) return null;
  const isOver = list.every(({ state }) => state.kind === 'done' || state.kind === 'failed');
  const open = list.filter(({ state }) => state.kind === 'exists' || state.kind === 'failed');
  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <p role="status">{summary(list)}</p>
        {isOver && (
          <button type="button" onClick={() => uploads.dismiss()}>
            Close
          </button>
        )}
      </div>
      <ul>
        {open.map(({ path, state }) => (
          <li key={path}>
            <b>{path}</b>{' '}
            {state.kind === 'exists' ? (
              <>
                is there already.
                <span className={styles.acts}>
                  <button type="button" onClick={() => uploads.replace(path)}>
                    Replace it
                  </button>
                  <button type="button" onClick={() => uploads.dismiss(path)}>
                    Keep the old one
                  </button>
                </span>
              </>
            ) : (
              state.kind === 'failed' && <span>was not uploaded. {state.message}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function summary(list: readonly Upload[]): string {
  const sending = list.findIndex(({ state }) => state.kind === 'sending');
  const current = list[sending];
  if (current)
    return `Uploading ${sending + 1} of ${list.length}: ${current.path}, ${sizeInWords(current.size)}`;
  const done = list.filter(({ state }) => state.kind === 'done').length;
  return `${done} of ${list.length} uploaded`;
}
