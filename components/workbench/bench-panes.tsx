'use client';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { OpenPreviewContext } from '../previews/open-preview.ts';
import type { WantedPreview } from '../previews/preview-pane.tsx';
import styles from './bench-panes.module.css';
import { useLab } from './lab-context.ts';
import type { LabOffer } from './lab-offer.ts';
import { loadTerminals } from './load-terminals.ts';
import { editorSplit } from './split.ts';
import { Splitter } from './splitter.tsx';
import { StageList } from './stage-list.tsx';
import { afterTerminal } from './terminal-first.ts';
import { useViewOffers } from './view-offers.ts';
import { type BenchView, ViewTabs } from './view-tabs.tsx';

interface BenchPanesProps {
  readonly sandbox: LabOffer['sandbox'];
  /** Above the terminals; the others keep what they have. */
  readonly view: BenchView;
  readonly onView: (view: BenchView) => void;
  readonly onShowTerminal: () => void;
}

const TerminalTabs = lazy(async () => ({ default: (await loadTerminals()).TerminalTabs }));
const EditorPane = lazy(async () => {
  await afterTerminal();
  return { default: (await import('../editor/editor-pane.tsx')).EditorPane };
});

const ContainersPane = lazy(async () => ({
  default: (await import('../containers/containers-pane.tsx')).ContainersPane,
}));
const ClusterPane = lazy(async () => ({
  default: (await import('../cluster/cluster-pane.tsx')).ClusterPane,
}));

const PreviewPane = lazy(async () => ({
  default: (await import('../previews/preview-pane.tsx')).PreviewPane,
}));

/** Editor, panels or preview above, terminals below. */
export function BenchPanes({ sandbox, view, onView, onShowTerminal }: BenchPanesProps) {
  const lab = useLab()?.lab;
  const [wanted, setWanted] = useState<WantedPreview | null>(null);
  useViewOffers(sandbox, onView);
  const openPreview = (target: WantedPreview['target']) => {
    setWanted({ target });
    onView('preview');
  };
  return (
    <div className={styles.panes} data-split="editor">
      <div className={styles.upper}>
        <ViewTabs sandbox={sandbox} view={view} onView={onView} />
        <UpperPane name="editor" isSeen={view === 'editor'} loading="Loading the editor…">
          <EditorPane />
        </UpperPane>
        <OpenPreviewContext value={openPreview}>
          <UpperPane name="containers" isSeen={view === 'containers'} loading="Loading the containers…">
            <ContainersPane isSeen={view === 'containers'} />
          </UpperPane>
          {sandbox !== 'docker' && (
            <UpperPane name="cluster" isSeen={view === 'cluster'} loading="Loading the cluster…">
              <ClusterPane isSeen={view === 'cluster'} />
            </UpperPane>
          )}
        </OpenPreviewContext>
        <UpperPane name="preview" isSeen={view === 'preview'} loading="Loading the preview…">
          <PreviewPane isSeen={view === 'preview'} wanted={wanted} />
        </UpperPane>
      </div>
      <Splitter
        split={editorSplit}
        label="Size of editor and terminal"
        panes={['the editor and panels', 'the terminals']}
      />
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

interface UpperPaneProps {
  readonly name: BenchView;
  readonly isSeen: boolean;
  readonly loading: string;
  readonly children: ReactNode;
}

/** Made when it is first seen; from then on it stays, seen or not. */
function UpperPane({ name, isSeen, loading, children }: UpperPaneProps) {
  const [wasSeen, setWasSeen] = useState(isSeen);
  if (isSeen && !wasSeen) setWasSeen(true);
  return (
    <div
      id={`bench-${name}`}
      role="tabpanel"
      aria-labelledby={`bench-tab-${name}`}
      className={styles.editor}
      data-pane={name}
      tabIndex={-1}
      hidden={!isSeen}
    >
      {wasSeen && <Suspense fallback={<p className={styles.loading}>{loading}</p>}>{children}</Suspense>}
    </div>
  );
}
