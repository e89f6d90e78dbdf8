import type { ReactNode } from 'react';
import { Bench } from './bench.tsx';
import type { LabOffer } from './lab-offer.ts';
import { SPLIT_SCRIPT } from './split.ts';
import styles from './workbench.module.css';

export interface WorkbenchProps extends LabOffer {
  /** The lesson's text, rendered on the server. It scrolls by itself, and is readable without JavaScript. */
  readonly children: ReactNode;
}

/**
 * The page below the header: the lesson on the left, editor and terminal on the right, sizes remembered. On a phone the
 * lesson fills the page and a bar raises the workbench over it. Takes the height that its parent leaves (a grid row of
 * `minmax(0, 1fr)`). A server component; inside `LabProvider`.
 */
export function Workbench({ children, ...about }: WorkbenchProps) {
  return (
    <div className={styles.workbench} data-split="lesson">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, before the first paint */}
      <script dangerouslySetInnerHTML={{ __html: SPLIT_SCRIPT }} />
      <div className={styles.lesson} data-pane="lesson" tabIndex={-1}>
        {children}
      </div>
      <Bench {...about} />
    </div>
  );
}
