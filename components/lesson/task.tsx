import {
  Children,
  type ComponentType,
  cloneElement,
  isValidElement,
  type ReactElement,
  type ReactNode,
} from 'react';
import { Hint, type HintProps } from './hint.tsx';
import { SolutionPanel } from './solution-panel.tsx';
import { TaskPanel } from './task-panel.tsx';

interface TaskProps {
  readonly lesson: string;
  readonly id: string;
  readonly tasks: readonly { readonly id: string; readonly title: string }[];
  /** What `<Solution />` stands for in this lesson; inside a task it means the task's own. */
  readonly solution: ComponentType;
  readonly children?: ReactNode;
}

/** Parts what an author put into a task: prose, hints, which get their numbers here, and the way to the solution. */
export function Task({ lesson, id, tasks, solution, children }: TaskProps) {
  const parts = Children.toArray(children);
  const hints = parts.filter(isHint);
  const isSolution = (part: ReactNode) => isValidElement(part) && part.type === solution;
  const prose = parts.filter((part) => !isHint(part) && !isSolution(part));
  return (
    <TaskPanel
      lesson={lesson}
      id={id}
      title={tasks.find((task) => task.id === id)?.title ?? id}
      tasks={tasks.map((task) => task.id)}
      prose={prose}
      help={
        <>
          {hints.map((hint, index) => cloneElement(hint, { number: index + 1, total: hints.length }))}
          {parts.some(isSolution) && <SolutionPanel lesson={lesson} task={id} />}
        </>
      }
    />
  );
}

function isHint(part: ReactNode): part is ReactElement<HintProps> {
  return isValidElement(part) && part.type === Hint;
}
