import { useLab } from './lab-context.ts';
import styles from './lab-status.module.css';

/** 'n of m hold'; leads to the first task that does not. */
export function HoldCount({ taskCount }: { readonly taskCount: number }) {
  const tasks = useLab()?.lab?.tasks ?? [];
  const open = tasks.find((task) => task.verdict?.verdict !== 'pass');
  const holding = tasks.length - tasks.filter((task) => task.verdict?.verdict !== 'pass').length;
  const total = tasks.length || taskCount;
  return (
    <a className={styles.count} data-all={holding === total} href={open ? `#task-${open.id}` : undefined}>
      {`${holding} of ${total} hold`}
    </a>
  );
}
