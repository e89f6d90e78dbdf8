import type { Root } from 'mdast';
import { bundleMDX } from 'mdx-bundler';
import { getMDXComponent } from 'mdx-bundler/client/index.js';
import remarkGfm from 'remark-gfm';
import { ContentError, type ContentProblem } from '../lesson/content-error.ts';
import { findComponentProblems } from './component-problems.ts';
import { findFigureProblems } from './figure-problems.ts';
import { headingAnchors } from './heading-anchors.ts';
import { highlight } from './highlight.ts';

export type Prose = ReturnType<typeof getMDXComponent>;

interface LessonSource {
  readonly module: string;
  readonly slug: string;
  /** Absolute path of its folder, where figures are. */
  readonly path: string;
  readonly source: string;
}

/**
 * Turns a lesson's MDX into a server component that takes `components`. Rejects with `ContentError` that has the line of
 * everything that is wrong.
 */
export async function compileLesson(lesson: LessonSource): Promise<Prose> {
  const { module, slug, source } = lesson;
  const file = `${module}/${slug}/lesson.mdx`;
  const problems: ContentProblem[] = [];
  const collect = () => async (tree: Root) => {
    problems.push(...findComponentProblems(tree, file), ...(await findFigureProblems(tree, lesson, file)));
  };
  const bundled = await bundleMDX({
    source,
    cwd: process.cwd(),
    mdxOptions: (options) => ({
      ...options,
      // Not the two that read frontmatter: the loader has done that.
      remarkPlugins: [remarkGfm, collect],
      rehypePlugins: [headingAnchors, highlight],
    }),
    esbuildOptions: (options) => ({ ...options, logLevel: 'silent' }),
  }).catch((error: unknown) => {
    throw new ContentError(problems.length > 0 ? problems : [problemOf(error, file)]);
  });
  if (problems.length > 0) throw new ContentError(problems);
  return getMDXComponent(bundled.code);
}

/** The parts that we read of what esbuild rejects with: the parser's own message is the cause of the detail. */
interface BuildFailure {
  readonly errors?: readonly {
    readonly text: string;
    readonly detail?: {
      readonly cause?: { readonly reason: string; readonly line?: number; readonly column?: number };
    };
    readonly location: { readonly line: number; readonly column: number } | null;
  }[];
}

function problemOf(error: unknown, file: string): ContentProblem {
  const first = (error as BuildFailure).errors?.[0];
  const cause = first?.detail?.cause;
  const reason = cause?.reason ?? first?.text ?? String(error);
  // A tag that was never closed has no line of its own, but names where it was opened: (5:1-5:14).
  const opened = /\((\d+):(\d+)-/.exec(reason);
  return {
    file,
    line: cause?.line ?? (Number(opened?.[1] ?? first?.location?.line) || 1),
    column: cause?.column ?? (Number(opened?.[2]) || 1),
    message: reason.split('\n')[0]?.replace(/ \(\d+:\d+-\d+:\d+\)|\.$/g, '') ?? '',
    remedy: remedyFor(reason),
  };
}

function remedyFor(reason: string): string {
  if (/closing tag|end-tag|closing slash/i.test(reason)) {
    return 'Close every component, with a blank line between its tags and the Markdown inside';
  }
  if (/acorn|expression/i.test(reason)) return 'Write braces as `{…}` in code, or as \\{ in prose';
  if (/name|attribute/i.test(reason))
    return 'Write a "<" that opens no component as `<` in code, or as \\< in prose';
  return 'Mend it here; docs/authoring-components.md has an example of each component';
}
