import { useEffect, useState } from 'react';
import type { Stage } from '../../lib/lab-api/lab.ts';
import type { LabOffer } from './lab-offer.ts';
import styles from './start-panel.module.css';

interface StageListProps {
  readonly stages: readonly Stage[];
  readonly sandbox: LabOffer['sandbox'];
}

const names: Readonly<Record<Stage['id'], string>> = {
  sandbox: 'Sandbox',
  engine: 'Docker engine',
  cluster: 'Kubernetes cluster',
  files: 'Files of the lesson',
  setup: 'Set-up of the lesson',
};

/** What the start is busy with, in words and time. */
export function StageList({ stages, sandbox }: StageListProps) {
  const shown = stages.length > 0 ? stages : expected(sandbox);
  return (
    <ol className={styles.stages}>
      {shown.map((stage) => (
        <li key={stage.id} data-state={stage.state}>
          <span className={styles.mark} aria-hidden="true" />
          <span>{names[stage.id]}</span>
          <span className={styles.took}>
            <StageTime stage={stage} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function StageTime({ stage }: { readonly stage: Stage }) {
  switch (stage.state) {
    case 'waiting':
      return null;
    case 'running':
      return <Elapsed />;
    case 'done':
      return seconds(stage.tookMs ?? 0);
    case 'failed':
      return 'failed';
  }
}

function Elapsed() {
  const [ms, setMs] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setMs(performance.now() - began), 100);
    return () => clearInterval(timer);
  }, []);
  return seconds(ms);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Before the runner has said which stages there are. */
function expected(sandbox: LabOffer['sandbox']): readonly Stage[] {
  const ids: Stage['id'][] = [
    'sandbox',
    'engine',
    ...(sandbox === 'docker' ? [] : (['cluster'] as const)),
    'files',
    'setup',
  ];
  return ids.map((id) => ({ id, state: 'waiting', tookMs: null }));
}
