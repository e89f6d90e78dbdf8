import { useMemo } from 'react';
import styles from './cluster.module.css';
import type { Topology } from './topology.ts';
import { BOX, type Box, COLUMNS, type Line, layOut } from './topology-layout.ts';

const LETTERS = 16;
const TAIL = 7;

/** What tells a pod from its neighbours is the end of its name. */
const clip = (text: string) =>
  text.length > LETTERS ? `${text.slice(0, LETTERS - TAIL - 1)}…${text.slice(-TAIL)}` : text;

/** The drawing of what the list beside it says: for the eye alone. */
export function TopologyPicture({ topology }: { readonly topology: Topology }) {
  const { boxes, lines, width, height } = useMemo(() => layOut(topology), [topology]);
  return (
    <div
      className={styles.picture}
      role="img"
      aria-label="Drawing of the list: who leads to whom"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it can be larger than its place, and is scrolled by keys
      tabIndex={0}
    >
      <p className={styles.legend} aria-hidden="true">
        <span data-line="leads">leads to</span>
        <span data-line="lets">let in by a policy</span>
        <span data-line="closed">chosen by a policy</span>
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} style={{ width, height }} aria-hidden="true" focusable="false">
        <defs>
          <marker
            id="let-in"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" className={styles.arrow} />
          </marker>
        </defs>
        {COLUMNS.map(({ title, x }) => (
          <text key={title} x={x} y="20" className={styles.column}>
            {title}
          </text>
        ))}
        {lines.map((line) => (
          <path
            key={line.id}
            d={pathOf(line)}
            className={styles.line}
            data-kind={line.kind}
            markerEnd={line.kind === 'lets' ? 'url(#let-in)' : undefined}
          />
        ))}
        {boxes.map((box) => (
          <g
            key={box.id}
            transform={`translate(${box.x} ${box.y})`}
            className={styles.box}
            data-mark={box.mark}
            data-column={box.column}
          >
            <rect width={BOX.width} height={BOX.height} rx="3" />
            <text x="10" y="15">
              {clip(box.title)}
            </text>
            <text x="10" y="27" className={styles.boxAbout}>
              {clip(box.about)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Between columns a soft step; between workloads an arc to the left of their column. */
function pathOf({ from, to, kind }: Line): string {
  const [y1, y2] = [middle(from), middle(to)];
  if (kind === 'lets') {
    const x = to.x;
    const bend = x - Math.min(52, 18 + Math.abs(y2 - y1) / 8);
    return `M${x} ${y1 + 6}C${bend} ${y1} ${bend} ${y2} ${x} ${y2 - 6}`;
  }
  const x1 = from.x + BOX.width;
  const half = (x1 + to.x) / 2;
  return `M${x1} ${y1}C${half} ${y1} ${half} ${y2} ${to.x} ${y2}`;
}

const middle = ({ y }: Box) => y + BOX.height / 2;
