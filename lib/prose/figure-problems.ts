import type { Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import type { ContentProblem } from '../lesson/content-error.ts';
import { isFigure } from './find-figure.ts';

/** Figures whose file is not in the lesson's folder, or is of a kind that can't be shown. */
export async function findFigureProblems(
  tree: Root,
  lesson: { readonly path: string },
  file: string,
): Promise<ContentProblem[]> {
  const figures: MdxJsxFlowElement[] = [];
  visit(tree, 'mdxJsxFlowElement', (node) => {
    if (node.name === 'Figure') figures.push(node);
  });
  const found = await Promise.all(
    figures.map(async (node) => {
      const src = node.attributes.find((attribute) => 'name' in attribute && attribute.name === 'src')?.value;
      if (typeof src !== 'string' || (await isFigure(lesson, src))) return [];
      const { line, column } = node.position?.start ?? { line: 1, column: 1 };
      const remedy = "Put an svg, png, webp or jpg of that name into the lesson's folder";
      return [{ file, line, column, message: `there is no figure ${src}`, remedy }];
    }),
  );
  return found.flat();
}
