'use client';
import { useLab } from './lab-context.ts';

export interface LabStatusProps {
  /** How many tasks the lesson has: 'n of m hold' before the lab has said anything. */
  readonly taskCount: number;
}

/** For the page's header, right side: 'Lab running, 47 min left', More time, Reset, 'n of m hold'. Inside `LabProvider`. */
export function LabStatus({ taskCount }: LabStatusProps) {
  const lab = useLab()?.lab;
  const holding = lab?.tasks.filter((task) => task.verdict?.verdict === 'pass').length ?? 0;
  return <div>{`${holding} of ${taskCount} hold`}</div>;
}
