import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import type { ContentProblem } from '../lesson/content-error.ts';
import { COMPONENTS, type ComponentRule, PLAIN_TAGS } from './components.ts';

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;
type Words = Pick<ContentProblem, 'message' | 'remedy'>;

/** Collects what a lesson says in MDX and may not: unknown components, misspelt properties, imports, JavaScript. */
export function findComponentProblems(tree: Root, file: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  visitParents(tree, (node, parents) => {
    const words = isJsx(node)
      ? wordsForJsx(
          node,
          parents.filter(isJsx).map((parent) => parent.name ?? ''),
        )
      : wordsForScript(node);
    const { line, column } = node.position?.start ?? { line: 1, column: 1 };
    problems.push(...words.map((found) => ({ file, line, column, ...found })));
    return isJsx(node) && node.name !== null && !(node.name in COMPONENTS) ? SKIP : undefined;
  });
  return problems;
}

function isJsx(node: { type: string }): node is Jsx {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function wordsForScript(node: { type: string; value?: string }): Words[] {
  if (node.type === 'mdxjsEsm') {
    return [
      {
        message: 'a lesson imports and exports nothing',
        remedy: 'Remove the line: every component is there already',
      },
    ];
  }
  const isExpression = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';
  if (!isExpression || /^\s*\/\*[\s\S]*\*\/\s*$/.test(node.value ?? '')) return [];
  const remedy = 'Write braces as `{…}` in code, or as \\{ in prose';
  return [{ message: `{${node.value}} would be run as JavaScript`, remedy }];
}

function wordsForJsx(node: Jsx, around: readonly string[]): Words[] {
  const name = node.name ?? '';
  if (PLAIN_TAGS.has(name)) return [];
  const rule = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  if (!rule) {
    return [
      { message: `<${name}> is not known here`, remedy: `Use one of: ${Object.keys(COMPONENTS).join(', ')}` },
    ];
  }
  const words = node.attributes.flatMap((attribute) => wordsForAttribute(name, rule, attribute));
  const given = new Set(node.attributes.map((attribute) => ('name' in attribute ? attribute.name : '')));
  for (const needed of rule.required.filter((property) => !given.has(property))) {
    words.push({ message: `<${name}> has no ${needed}`, remedy: `Write <${name} ${needed}="…">` });
  }
  if (rule.inside && !rule.inside.some((parent) => around.includes(parent))) {
    words.push({
      message: `<${name}> stands alone`,
      remedy: `Put it inside <${rule.inside.join('> or <')}>`,
    });
  }
  return words;
}

function wordsForAttribute(name: string, rule: ComponentRule, attribute: Jsx['attributes'][number]): Words[] {
  const known = [...rule.required, ...(rule.optional ?? [])];
  if (attribute.type !== 'mdxJsxAttribute') {
    return [{ message: `<${name}> takes no {…}`, remedy: 'Name each property' }];
  }
  if (!known.includes(attribute.name)) {
    const remedy = known.length > 0 ? `It may have: ${known.join(', ')}` : 'It has no properties';
    return [{ message: `<${name}> has no property "${attribute.name}"`, remedy }];
  }
  const value = attribute.value;
  if (value !== null && typeof value === 'object') {
    return [
      { message: `${attribute.name} of <${name}> is JavaScript`, remedy: `Write ${attribute.name}="…"` },
    ];
  }
  const values = rule.oneOf?.[attribute.name];
  if (values && !values.includes(value ?? '')) {
    return [
      {
        message: `${attribute.name}="${value}" is not known here`,
        remedy: `Use one of: ${values.join(', ')}`,
      },
    ];
  }
  return [];
}
