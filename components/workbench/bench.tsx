'use client';
import { useLab } from './lab-context.ts';
import styles from './workbench.module.css';
import type { WorkbenchProps } from './workbench.tsx';

export type BenchProps = Omit<WorkbenchProps, 'children'>;

/** The right side: what one gets before the start, the stages while it starts, then editor and terminals. */
export function Bench(_about: BenchProps) {
  const state = useLab()?.lab?.state ?? 'none';
  return (
    <section className={styles.bench} aria-label="Lab" data-state={state}>
      {state}
    </section>
  );
}
