import { toHtml } from 'hast-util-to-html';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { highlight } from './highlight.ts';

/** The part of solution.md under the heading that names the task, without the heading; everything when none names it. */
export function solutionSection(markdown: string, task: string | null): string {
  if (task === null) return markdown;
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => /^##\s/.test(line) && line.replace(/^##\s+|`|\s+$/g, '') === task);
  if (start < 0) return markdown;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line, index) => /^##?\s/.test(line) && !insideFence(rest, index));
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim();
}

function insideFence(lines: readonly string[], index: number): boolean {
  return lines.slice(0, index).filter((line) => /^\s*(```|~~~)/.test(line)).length % 2 === 1;
}

/** Markdown of ours to HTML, highlighted like the lesson. Raw HTML in it is dropped. */
export async function renderSolution(markdown: string): Promise<string> {
  const pipeline = unified().use(remarkParse).use(remarkGfm).use(remarkRehype).use([highlight]);
  const tree: Root = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return toHtml(await pipeline.run(tree));
}
