import type { Element, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';

/** Gives h2 to h4 an id made from their words, and a link to themselves. */
export function headingAnchors() {
  return (tree: Root): void => {
    const taken = new Map<string, number>();
    visit(tree, 'element', (node: Element) => {
      if (!/^h[2-4]$/.test(node.tagName)) return;
      const words = textOf(node);
      const slug = slugOf(words);
      const before = taken.get(slug) ?? 0;
      taken.set(slug, before + 1);
      const id = before === 0 ? slug : `${slug}-${before + 1}`;
      node.properties.id = id;
      node.children.push(anchor(id, words));
    });
  };
}

export function slugOf(words: string): string {
  const slug = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug || 'section';
}

function anchor(id: string, words: string): Element {
  return {
    type: 'element',
    tagName: 'a',
    properties: { href: `#${id}`, className: ['anchor'], ariaLabel: `Link to "${words}"` },
    children: [{ type: 'text', value: '#' }],
  };
}
