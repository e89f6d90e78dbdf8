import styles from './site-header.module.css';

interface BreadcrumbProps {
  readonly module: string;
  readonly lesson: string;
}

/** Plain words: the mark before it leads home. */
export function Breadcrumb({ module, lesson }: BreadcrumbProps) {
  return (
    <nav aria-label="You are here" style={{ minWidth: 0 }}>
      <ol className={styles.crumb}>
        <li>{module}</li>
        <li aria-current="page">{lesson}</li>
      </ol>
    </nav>
  );
}
