import { isMap, parseDocument } from 'yaml';

const MASK = '••••••••';
/** It has the whole Secret once more. */
const LAST_APPLIED = ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'];

/** A Secret's YAML with its keys but none of its values. Undefined for what is no Secret. */
export function maskSecret(yaml: string): string | undefined {
  const document = parseDocument(yaml, { logLevel: 'error' });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  if (document.get('kind') !== 'Secret') return undefined;
  for (const field of ['data', 'stringData']) {
    const values: unknown = document.get(field);
    if (isMap(values)) for (const pair of values.items) pair.value = document.createNode(MASK);
    else if (values !== undefined && values !== null) document.set(field, MASK);
  }
  if (document.hasIn(LAST_APPLIED)) document.setIn(LAST_APPLIED, MASK);
  return document.toString({ lineWidth: 0 });
}
