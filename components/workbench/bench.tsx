'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import styles from './bench.module.css';
import { BenchBar, type BenchPane } from './bench-bar.tsx';
import { useLab } from './lab-context.ts';
import type { LabOffer } from './lab-offer.ts';
import { LoadFailure } from './load-failure.tsx';
import { loadPanes, preloadTerminals } from './load-tools.ts';
import { Notices } from './notices.tsx';
import { movePane } from './pane-focus.ts';
import { showPane } from './show-pane.ts';
import { lessonSplit } from './split.ts';
import { Splitter } from './splitter.tsx';
import { StartPanel } from './start-panel.tsx';
import { usePageHeight } from './use-page-height.ts';
import type { BenchView } from './view-tabs.tsx';

const BenchPanes = lazy(async () => ({ default: (await loadPanes()).BenchPanes }));

/** The right side: what one gets before the start, the stages while it starts, then editor and terminals. */
export function Bench(about: LabOffer) {
  const controls = useLab();
  const state = controls?.lab?.state ?? null;
  const problem = controls?.problem?.code;
  const [raised, setRaised] = useState(false);
  const [pane, setPane] = useState<BenchPane>('terminal');
  const [view, setView] = useState<BenchView>('editor');
  const [hadLab, setHadLab] = useState(false);
  const isThere = state === 'ready' || state === 'frozen' || state === 'resetting';

  useEffect(() => {
    if (state === 'starting' || isThere) preloadTerminals();
  }, [state, isThere]);
  useEffect(() => {
    if (isThere) setHadLab(true);
  }, [isThere]);
  useEffect(() => {
    if (problem === 'lab_missing') setRaised(true);
  }, [problem]);
  usePaneKey();
  usePageHeight();

  return (
    <section
      className={styles.bench}
      aria-label="Lab"
      data-raised={raised}
      data-pane-shown={pane}
      aria-busy={state === null || state === 'starting' || state === 'resetting'}
    >
      <Splitter
        split={lessonSplit}
        label="Size of lesson and lab"
        panes={['the lesson', 'the tools']}
        className={styles.edge}
      />
      <BenchBar
        raised={raised}
        pane={pane}
        onRaise={setRaised}
        onPane={(wanted) => {
          setPane(wanted);
          if (wanted !== 'terminal') setView(wanted);
        }}
        hasPanes={isThere}
        hasCluster={about.sandbox !== 'docker'}
      />
      <Notices />
      {isThere ? (
        <LoadFailure>
          <Suspense fallback={<p className={styles.loading}>Loading the tools…</p>}>
            <BenchPanes
              sandbox={about.sandbox}
              view={view}
              onView={(wanted) => {
                setView(wanted);
                setPane((now) => (now === 'terminal' ? now : wanted));
              }}
              onShowTerminal={() => {
                showPane('terminal');
                setPane('terminal');
                setRaised(true);
              }}
            />
          </Suspense>
        </LoadFailure>
      ) : (
        <StartPanel {...about} hadLab={hadLab} onNear={preloadTerminals} />
      )}
    </section>
  );
}

/** F6 goes round the panes from anywhere on the page; terminals decide for themselves. */
function usePaneKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey)
        return;
      event.preventDefault();
      movePane(event.shiftKey ? 'back' : 'on');
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
