/** Which schema a YAML file is held against. */
import { nameOf } from '../paths.ts';

export type SchemaName = 'compose' | 'kubernetes';
/** `template`: YAML only once a program has filled it in, so that nothing can be said about it here. */
export type SchemaChoice = SchemaName | 'none' | 'template';

const COMPOSE_FILE = /^(docker-)?compose([.-][\w.-]+)?\.ya?ml$/i;
const TEMPLATE = /\{\{-?\s*[\w.$"]/;
const KUBERNETES_KEY = /^(apiVersion|kind)\s*:/m;
const COMPOSE_KEY = /^services\s*:/m;
const ANY_KEY = /^[\w"'-][^:#\n]*:(\s|$)/m;

/** By the name where a tool looks for that name, else by what stands in it. An empty file is taken for a manifest. */
export function schemaChoice(path: string, text: string): SchemaChoice {
  if (TEMPLATE.test(text)) return 'template';
  if (COMPOSE_FILE.test(nameOf(path))) return 'compose';
  if (KUBERNETES_KEY.test(text)) return 'kubernetes';
  if (COMPOSE_KEY.test(text)) return 'compose';
  return ANY_KEY.test(text) ? 'none' : 'kubernetes';
}
