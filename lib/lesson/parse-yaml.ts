import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { ContentProblem } from './content-error.ts';
import { remedyFor } from './remedy.ts';

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly lineOf: (path: readonly PropertyKey[]) => Place }
  | { readonly ok: false; readonly problems: readonly ContentProblem[] };

interface Place {
  readonly line: number;
  readonly column: number;
}

interface Source {
  readonly file: string;
  /** Line of the file at which the text begins, for YAML inside another file. Default 1. */
  readonly firstLine?: number;
}

/** Parses YAML by a schema; every problem points at the key or value that causes it. */
export function parseYaml<T>(text: string, schema: z.ZodType<T>, { file, firstLine = 1 }: Source): Parsed<T> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      ...placeAt(error.pos[0]),
      message: `this is not valid YAML: ${sentence(error.message)}`,
      remedy: 'Mind the indentation, and put quotes around text that holds a colon or starts with a sign',
    }));
    return { ok: false, problems };
  }
  const lineOf = (path: readonly PropertyKey[]): Place => placeAt(offsetOf(document, path));
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { ok: true, value: parsed.data, lineOf };
  const problems = parsed.error.issues.flatMap((issue) =>
    pathsOf(issue).map((path) => ({ file, ...lineOf(path), ...remedyFor(issue, path) })),
  );
  return { ok: false, problems };
}

/** An unknown key is reported at its object: point at the key itself. */
function pathsOf(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** Offset of the key or item at `path`, or of the nearest thing around it that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && item.key.value === part)
      : undefined;
    const next = isSeq(node) && typeof part === 'number' ? node.items[part] : pair?.value;
    offset = startOf(pair?.key) ?? startOf(next) ?? offset;
    node = next;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function sentence(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[.:]\s*$/, '')
    .trim();
}
