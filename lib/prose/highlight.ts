import rehypeShiki, { type RehypeShikiOptions } from '@shikijs/rehype';
import type { BundledLanguage, ShikiTransformer } from 'shiki';
import { createCssVariablesTheme } from 'shiki';

const LANGUAGES: BundledLanguage[] = [
  'sh',
  'console',
  'dockerfile',
  'yaml',
  'json',
  'js',
  'ts',
  'html',
  'css',
  'go',
  'python',
  'nginx',
  'sql',
  'ini',
  'toml',
  'diff',
  'http',
  'make',
  'docker',
  'shell',
  'bash',
  'javascript',
  'typescript',
  'py',
  'yml',
];

/**
 * Colours by class instead of by style, so that both themes come from the tokens, the page stays small and no inline
 * style needs the blessing of a Content-Security-Policy. What the fence said after its language goes to <pre>.
 */
const toClasses: ShikiTransformer = {
  name: 'drydock:classes',
  pre(node) {
    const { title, run } = (this.options.meta ?? {}) as FenceMeta;
    node.properties = { dataCode: this.source.replace(/\n$/, ''), dataLanguage: this.options.lang };
    if (title) node.properties.dataTitle = title;
    if (run) node.properties.dataRun = '';
  },
  span(node) {
    const token = /--shiki-token-([a-z-]+)/.exec(String(node.properties.style ?? ''))?.[1];
    delete node.properties.style;
    if (token) node.properties.className = [`tk-${token}`];
  },
};

interface FenceMeta {
  readonly title?: string;
  readonly run?: boolean;
}

export function parseFenceMeta(meta: string): FenceMeta {
  const title = /(?:^|\s)title="([^"]*)"/.exec(meta)?.[1];
  const words = meta.replace(/\w+="[^"]*"/g, '').split(/\s+/);
  return { ...(title ? { title } : {}), ...(words.includes('run') ? { run: true } : {}) };
}

/** Plugin and options, as unified takes them. */
export const highlight: [typeof rehypeShiki, RehypeShikiOptions] = [
  rehypeShiki,
  {
    theme: createCssVariablesTheme({ variablePrefix: '--shiki-', fontStyle: false }),
    langs: LANGUAGES,
    lazy: true,
    defaultLanguage: 'text',
    fallbackLanguage: 'text',
    parseMetaString: (meta) => ({ ...parseFenceMeta(meta) }),
    transformers: [toClasses],
  },
];
