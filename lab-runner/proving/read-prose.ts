/** What a lesson's prose does and points at, in reading order: the prover acts on it as a learner would. */
import type { Code, Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { slugOf } from '../../lib/prose/heading-anchors.ts';

export type ProseStep =
  /** A command that the learner can send to the terminal. `fails`: the lesson means it to. */
  | { readonly type: 'command'; readonly line: number; readonly script: string; readonly fails: boolean }
  /** The end of a <Task>: what comes after it is read with the task done. */
  | { readonly type: 'task'; readonly line: number; readonly id: string };

export interface ProseReading {
  readonly steps: readonly ProseStep[];
  /** How many hints each task has. */
  readonly hints: ReadonlyMap<string, number>;
  readonly links: readonly { readonly line: number; readonly url: string }[];
  /** Lines with a Markdown image, which the page cannot serve; a <Figure> is proven by compiling. */
  readonly images: readonly number[];
  /** Ids of the headings. */
  readonly anchors: ReadonlySet<string>;
}

type Jsx = MdxJsxFlowElement | MdxJsxTextElement;
type Node = Root | RootContent;

export function readProse(source: string): ProseReading {
  const tree = unified().use(remarkParse).use(remarkMdx).use(remarkGfm).parse(source) as Root;
  const reader = new Reader();
  reader.read(tree);
  return reader;
}

class Reader implements ProseReading {
  readonly steps: ProseStep[] = [];
  readonly hints = new Map<string, number>();
  readonly links: { line: number; url: string }[] = [];
  readonly images: number[] = [];
  readonly anchors = new Set<string>();
  #task: string | undefined;
  #inHint = false;

  read(node: Node): void {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'code') this.#readFence(node, line);
    else if (node.type === 'heading') this.anchors.add(slugOf(textOf(node)));
    else if (node.type === 'link') this.links.push({ line, url: node.url });
    else if (node.type === 'image') this.images.push(line);
    if (isJsx(node)) this.#readElement(node, line);
    else this.#readChildren(node);
  }

  #readChildren(node: Node): void {
    if ('children' in node) for (const child of node.children) this.read(child as Node);
  }

  #readFence(node: Code, line: number): void {
    const words = (node.meta ?? '').replace(/\w+="[^"]*"/g, '').split(/\s+/);
    if (words.includes('run')) this.#addCommand(line, node.value, words.includes('fails'));
  }

  #readElement(node: Jsx, line: number): void {
    if (node.name === 'Command') this.#addCommand(line, attribute(node, 'line'), false);
    if (node.name === 'Task') this.#readTask(node, line);
    else if (node.name === 'Hint') this.#readHint(node);
    else this.#readChildren(node);
  }

  #readTask(node: Jsx, line: number): void {
    const id = attribute(node, 'id');
    this.#task = id;
    this.hints.set(id, 0);
    this.#readChildren(node);
    this.#task = undefined;
    this.steps.push({ type: 'task', line, id });
  }

  #readHint(node: Jsx): void {
    if (this.#task !== undefined) this.hints.set(this.#task, (this.hints.get(this.#task) ?? 0) + 1);
    this.#inHint = true;
    this.#readChildren(node);
    this.#inHint = false;
  }

  /** A hint's commands are a way to the solution, and are proven by it. */
  #addCommand(line: number, script: string, fails: boolean): void {
    if (!this.#inHint) this.steps.push({ type: 'command', line, script, fails });
  }
}

function isJsx(node: Node): node is Jsx & Node {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
}

function attribute(node: Jsx, name: string): string {
  const found = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name);
  return typeof found?.value === 'string' ? found.value : '';
}
