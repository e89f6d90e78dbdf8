import type { Where } from './action.ts';
import { type ActionId, actionIds, actionOf, keysOf } from './catalogue.ts';
import { matches, type Pressed } from './shortcut.ts';

/** Which action these keys mean there; undefined when they mean nothing to us. */
export function keyAction(
  pressed: Pressed,
  where: Where,
  among: readonly ActionId[] = actionIds,
): ActionId | undefined {
  return among.find(
    (id) => actionOf(id).where === where && keysOf(id).some((shortcut) => matches(pressed, shortcut)),
  );
}
