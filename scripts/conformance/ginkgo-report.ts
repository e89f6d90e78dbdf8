/** Ginkgo's own report of a run, cut down by jq where it is written, as outcomes of specs. */
import { z } from 'zod';
import type { Outcome } from './results.ts';

/** Thousands of specs that were not asked for are in it as skipped, without a word why. */
export const cutDown = `[.[].SpecReports[]? | select(.LeafNodeType == "It") | select(.State != "skipped" or (.Failure.Message // "") != "")
  | {name: ((.ContainerHierarchyTexts // []) + [.LeafNodeText] | join(" ")), state: .State, seconds: ((.RunTime // 0) / 1e9), message: (.Failure.Message // "")}]`;

const reportSchema = z.array(
  z.object({ name: z.string(), state: z.string(), seconds: z.number(), message: z.string() }),
);

/** Without those that the end of the time cut off: nobody knows what they would have come to. */
export function outcomesOf(
  text: string,
  { kind, at }: { readonly kind: Outcome['kind']; readonly at: Date },
): ReadonlyMap<string, Outcome> {
  const found = new Map<string, Outcome>();
  for (const { name, state, seconds, message } of reportSchema.parse(JSON.parse(text))) {
    const judged = judgedAs(state);
    if (judged === undefined) continue;
    found.set(name, {
      state: judged,
      seconds: Math.round(seconds * 10) / 10,
      message: message.slice(0, 2000),
      kind,
      at: at.toISOString(),
    });
  }
  return found;
}

function judgedAs(state: string): Outcome['state'] | undefined {
  if (state === 'passed' || state === 'skipped') return state;
  return state === 'failed' || state === 'panicked' ? 'failed' : undefined;
}

const special = /[.*+?^${}()|[\]\\]/g;

/** Matches these specs and no other: Ginkgo looks for it in the suite's name and the spec's. */
export function focusOn(names: readonly string[]): string {
  return `(${names.map((name) => name.replace(special, '\\$&')).join('|')})$`;
}
