'use client';
import type { MouseEvent, ReactNode } from 'react';
import type { FileEntry } from '../../lib/lab-api/files.ts';
import styles from './file-tree.module.css';
import type { TreeRow } from './file-tree.ts';

interface TreeRowViewProps {
  readonly row: TreeRow;
  /** The one row of the tree that Tab reaches. */
  readonly tabbable: boolean;
  /** Its file is the one in the editor. */
  readonly selected: boolean;
  readonly dropTarget: boolean;
  readonly onClick: () => void;
  readonly onMenu: (event: MouseEvent) => void;
  /** A question or a field, in place of the name. */
  readonly inPlace: ReactNode;
}

const INDENT_PX = 14;
const kindInWords: Readonly<Record<FileEntry['type'], string | null>> = {
  file: null,
  folder: null,
  link: 'link',
  other: 'special',
};

export function TreeRowView(props: TreeRowViewProps) {
  const { row, inPlace } = props;
  const kind = kindInWords[row.entry.type];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree itself takes the keys, for whichever row has the focus
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.expanded}
      aria-selected={props.selected}
      tabIndex={props.tabbable ? 0 : -1}
      data-path={row.entry.path}
      data-drop={props.dropTarget || undefined}
      className={styles.row}
      style={{ paddingInlineStart: `${(row.level - 1) * INDENT_PX + 4}px` }}
      onClick={inPlace === null ? props.onClick : undefined}
      onContextMenu={props.onMenu}
    >
      <span className={styles.twist} aria-hidden="true">
        {row.expanded !== undefined && (row.expanded ? '▾' : '▸')}
      </span>
      {inPlace ?? <span className={styles.name}>{row.name}</span>}
      {kind && inPlace === null && <span className={styles.kind}>{kind}</span>}
    </div>
  );
}
