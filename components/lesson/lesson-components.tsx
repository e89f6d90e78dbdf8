import type { MDXComponents } from 'mdx/types.js';
import { Callout } from './callout.tsx';
import { CodeBlock } from './code-block.tsx';
import { Command } from './command.tsx';
import { Figure, type FigureProps } from './figure.tsx';
import { Hint } from './hint.tsx';
import { Answer, Quiz } from './quiz.tsx';
import { SolutionPanel } from './solution-panel.tsx';
import { Tab, Tabs } from './tabs.tsx';
import { Task } from './task.tsx';

interface LessonParts {
  readonly slug: string;
  readonly tasks: readonly { readonly id: string; readonly title: string }[];
  /** Where a picture is; svg files come with their drawing. Rejects when there is none. */
  readonly findFigure: (src: string) => Promise<{ svg: string | null; url: string }>;
}

/** What MDX may use, bound to one lesson. lib/prose/components.ts has the same names with their rules. */
export function lessonComponents({ slug, tasks, findFigure }: LessonParts): MDXComponents {
  // biome-ignore lint/correctness/noComponentHookFactories: rendered once, on the server, where there is no state to lose
  const Solution = () => <SolutionPanel lesson={slug} task={null} />;
  return {
    // biome-ignore lint/correctness/noComponentHookFactories: rendered once, on the server, where there is no state to lose
    Task: (props: { id: string; children?: React.ReactNode }) => (
      <Task {...props} lesson={slug} tasks={tasks} solution={Solution} />
    ),
    Hint,
    Solution,
    Callout,
    Quiz,
    Answer,
    Command,
    Tabs,
    Tab,
    // biome-ignore lint/correctness/noComponentHookFactories: rendered once, on the server, where there is no state to lose
    Figure: async (props: FigureProps) => <Figure {...props} {...(await findFigure(props.src))} />,
    pre: CodeBlock,
    table: (props: React.ComponentProps<'table'>) => (
      <div className="wide">
        <table {...props} />
      </div>
    ),
  };
}
