import { nameOf } from './paths.ts';

/** Ids of the languages in monaco-languages.ts. */
export type LanguageId =
  | 'css'
  | 'dockerfile'
  | 'go'
  | 'html'
  | 'ini'
  | 'javascript'
  | 'json'
  | 'markdown'
  | 'plaintext'
  | 'python'
  | 'shell'
  | 'sql'
  | 'typescript'
  | 'xml'
  | 'yaml';

const byExtension: Readonly<Record<string, LanguageId>> = {
  bash: 'shell',
  cfg: 'ini',
  cjs: 'javascript',
  cnf: 'ini',
  conf: 'ini',
  containerfile: 'dockerfile',
  css: 'css',
  cts: 'typescript',
  dockerfile: 'dockerfile',
  env: 'ini',
  go: 'go',
  htm: 'html',
  html: 'html',
  ini: 'ini',
  js: 'javascript',
  json: 'json',
  jsonc: 'json',
  jsx: 'javascript',
  markdown: 'markdown',
  md: 'markdown',
  mjs: 'javascript',
  mts: 'typescript',
  properties: 'ini',
  py: 'python',
  rules: 'yaml',
  service: 'ini',
  sh: 'shell',
  sql: 'sql',
  svg: 'xml',
  toml: 'ini',
  ts: 'typescript',
  tsx: 'typescript',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yaml',
};

const byName: Readonly<Record<string, LanguageId>> = {
  '.bash_profile': 'shell',
  '.bashrc': 'shell',
  '.editorconfig': 'ini',
  '.gitconfig': 'ini',
  '.npmrc': 'ini',
  '.profile': 'shell',
};

const byInterpreter: readonly (readonly [RegExp, LanguageId])[] = [
  [/\b(ba|da|z|k|a)?sh\b/, 'shell'],
  [/\bpython[\d.]*\b/, 'python'],
  [/\b(node|deno|bun)\b/, 'javascript'],
];

/** By name first, then by extension, then by the interpreter that the first line names. */
export function languageOf(path: string, text: string): LanguageId {
  const name = nameOf(path).toLowerCase();
  if (/^(dockerfile|containerfile)(\.|$)/.test(name) && !name.endsWith('.dockerignore')) return 'dockerfile';
  if (/^\.env(\.|$)/.test(name)) return 'ini';
  const known = byName[name] ?? byExtension[name.slice(name.lastIndexOf('.') + 1)];
  if (known && (name.includes('.') || byName[name])) return known;
  if (!text.startsWith('#!')) return 'plaintext';
  const firstLine = text.slice(2, 200).split('\n', 1)[0] ?? '';
  return byInterpreter.find(([pattern]) => pattern.test(firstLine))?.[1] ?? 'plaintext';
}
