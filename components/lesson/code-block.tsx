import type { ReactNode } from 'react';
import styles from './code.module.css';
import { Command } from './command.tsx';
import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  readonly children?: ReactNode;
  readonly 'data-code'?: string;
  readonly 'data-title'?: string;
  readonly 'data-run'?: string;
  readonly 'data-language'?: string;
}

/** A fence of a lesson, highlighted on the server. */
export function CodeBlock({ children, ...fence }: CodeBlockProps) {
  const code = fence['data-code'] ?? '';
  if (fence['data-run'] !== undefined) return <Command line={code} />;
  const title = fence['data-title'];
  const isOutput = fence['data-language'] === 'text';
  return (
    <figure className={styles.block} data-titled={title !== undefined}>
      {title !== undefined && <figcaption>{title}</figcaption>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keyboard */}
      <pre tabIndex={0}>{children}</pre>
      {!isOutput && <CopyButton text={code} className={styles.copy} />}
    </figure>
  );
}
