import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { solutionSection } from './solution-html.ts';

/**
 * A whole file that solution.md shows: the last code block in that task's section whose `title` is the path. Null when
 * there is none.
 */
export function solutionFile(markdown: string, task: string | null, path: string): string | null {
  const tree: Root = unified().use(remarkParse).parse(solutionSection(markdown, task));
  let found: string | null = null;
  visit(tree, 'code', (block) => {
    if (/(?:^|\s)title="([^"]*)"/.exec(block.meta ?? '')?.[1] === path) found = `${block.value}\n`;
  });
  return found;
}
