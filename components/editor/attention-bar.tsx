'use client';
import type { ReactNode } from 'react';
import styles from './attention-bar.module.css';
import type { DocumentSync } from './document-sync.ts';
import { nameOf } from './paths.ts';
import type { SyncState } from './sync-contract.ts';

interface AttentionBarProps {
  readonly sync: DocumentSync;
  readonly state: SyncState;
  readonly comparing: boolean;
  readonly onCompare: (comparing: boolean) => void;
  readonly onClose: () => void;
}

/** Says what needs the learner's word before the file can be saved, and takes it. */
export function AttentionBar({ sync, state, comparing, onCompare, onClose }: AttentionBarProps) {
  if (state.kind === 'failed' && !state.retrying) {
    return (
      <Bar says={`${nameOf(sync.path)} is not saved. ${state.problem.message}`}>
        <button type="button" onClick={() => void sync.resume()}>
          Try again
        </button>
      </Bar>
    );
  }
  if (state.kind !== 'conflict') return null;
  const { theirs } = state;
  if (theirs.kind === 'missing') {
    return (
      <Bar says={`${nameOf(sync.path)} was deleted in the sandbox. What you see is kept here alone.`}>
        <button type="button" onClick={() => sync.keepMine()}>
          Write it again
        </button>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </Bar>
    );
  }
  return (
    <Bar says="This file changed in the sandbox while you were editing.">
      <button type="button" onClick={() => sync.keepMine()}>
        Keep mine
      </button>
      <button type="button" onClick={() => sync.takeTheirs()}>
        Take theirs
      </button>
      {theirs.kind === 'text' && (
        <button type="button" aria-pressed={comparing} onClick={() => onCompare(!comparing)}>
          {comparing ? 'Stop comparing' : 'Compare'}
        </button>
      )}
    </Bar>
  );
}

function Bar({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  return (
    <div role="alert" className={styles.bar}>
      <p>{says}</p>
      <span className={styles.acts}>{children}</span>
    </div>
  );
}
