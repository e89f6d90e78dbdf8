import type { Group } from './action.ts';
import { board, type Offer } from './board.ts';
import { type ActionId, actionIds, actionOf, keysOf } from './catalogue.ts';
import { fuzzyScore } from './fuzzy.ts';

/** An action that can be done now. */
export interface Choice {
  readonly id: ActionId;
  readonly title: string;
  readonly group: Group;
  readonly keys: readonly string[];
  readonly offer: Offer;
}

export interface ChoiceGroup {
  readonly title: Group | 'Used last' | 'Found';
  readonly choices: readonly Choice[];
}

export function possibleChoices(): readonly Choice[] {
  return actionIds.flatMap((id) => {
    const offer = id === 'actions.all' ? undefined : board.find(id);
    const { title, group } = actionOf(id);
    return offer ? { id, title, group, keys: keysOf(id), offer } : [];
  });
}

/** Before anything is typed: what was used last, then everything by group. Then: what fits, best first. */
export function groupsFor(
  all: readonly Choice[],
  typed: string,
  usedLast: readonly string[],
): readonly ChoiceGroup[] {
  if (typed.trim() === '') return inGroups(all, usedLast);
  const found = all
    .flatMap((choice) => {
      const score = scoreOf(choice, typed);
      return score === null ? [] : { choice, score };
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ choice }) => choice);
  return found.length > 0 ? [{ title: 'Found', choices: found }] : [];
}

/** Its words before other words for it. */
const OTHER_WORDS = 12;

function scoreOf({ id, title, group }: Choice, typed: string): number | null {
  const inTitle = fuzzyScore(title, typed);
  const inAll = fuzzyScore(`${title} ${group} ${actionOf(id).also ?? ''}`, typed);
  if (inTitle === null && inAll === null) return null;
  return Math.max(inTitle ?? Number.NEGATIVE_INFINITY, (inAll ?? Number.NEGATIVE_INFINITY) - OTHER_WORDS);
}

function inGroups(all: readonly Choice[], usedLast: readonly string[]): readonly ChoiceGroup[] {
  const last = usedLast.flatMap((id) => all.find((choice) => choice.id === id) ?? []);
  const rest = all.filter((choice) => !last.includes(choice));
  const titles = [...new Set(rest.map(({ group }) => group))];
  return [
    ...(last.length > 0 ? [{ title: 'Used last' as const, choices: last }] : []),
    ...titles.map((title) => ({ title, choices: rest.filter(({ group }) => group === title) })),
  ];
}
