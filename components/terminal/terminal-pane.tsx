import { useEffect, useRef } from 'react';
import { FindBar } from './find-bar.tsx';
import { KeyRow } from './key-row.tsx';
import { PANEL_ID, tabId } from './tab-bar.tsx';
import styles from './terminal-pane.module.css';
import type { TerminalSession } from './terminal-session.ts';
import { useSession } from './use-session.ts';

interface TerminalPaneProps {
  readonly session: TerminalSession;
  readonly finding: boolean;
  readonly onFindEnd: () => void;
}

/** One terminal and what has to be said about it. Notes lie over the screen, so that nothing moves and nothing is cleared. */
export function TerminalPane({ session, finding, onFindEnd }: TerminalPaneProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => (host.current ? session.mount(host.current) : undefined), [session]);
  return (
    <div role="tabpanel" id={PANEL_ID} aria-labelledby={tabId(session.id)} className={styles.pane}>
      <div className={styles.screen}>
        <div ref={host} className={styles.host} data-terminal={session.id} />
        <div className={styles.notes} role="status">
          <Note session={session} />
        </div>
        {finding && <FindBar search={session.parts.search} onEnd={onFindEnd} />}
      </div>
      <KeyRow session={session} />
    </div>
  );
}

function Note({ session }: { readonly session: TerminalSession }) {
  const { phase, exitCode, refusal, offer } = useSession(session);
  if (offer !== null && phase === 'live') {
    const accept = () => {
      void navigator.clipboard?.writeText(offer);
      session.dismissOffer();
    };
    return (
      <div className={styles.note}>
        <span>{`A program wants to put ${offer.length} characters into your clipboard.`}</span>
        <button type="button" onClick={accept}>
          Allow once
        </button>
        <button type="button" onClick={() => session.dismissOffer()}>
          Refuse
        </button>
      </div>
    );
  }
  switch (phase) {
    case 'live':
      return null;
    case 'connecting':
      return <div className={`${styles.note} ${styles.later}`}>Connecting…</div>;
    case 'lost':
      return <div className={`${styles.note} ${styles.later}`}>Connection lost, trying again…</div>;
    case 'exited':
    case 'refused':
      return (
        <div className={styles.note}>
          <span>{phase === 'refused' ? refusal : exitSentence(exitCode)}</span>
          <button type="button" onClick={() => session.reopen()}>
            {phase === 'refused' ? 'Try again' : 'Open a new shell'}
          </button>
        </div>
      );
  }
}

function exitSentence(exitCode: number): string {
  return exitCode === 0 ? 'The shell has ended.' : `The shell has ended with exit code ${exitCode}.`;
}
