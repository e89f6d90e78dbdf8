/** Every action: its words, its keys and where they hold. Palette, menus, keys and the page of shortcuts are made of it. */
import type { Action } from './action.ts';
import { pageActions } from './page-actions.ts';
import { toolActions } from './tool-actions.ts';

const catalogue = { ...pageActions, ...toolActions };

export type ActionId = keyof typeof catalogue;

export const actionIds = Object.keys(catalogue) as ActionId[];

export function actionOf(id: ActionId): Action {
  return catalogue[id];
}

export function keysOf(id: ActionId): readonly string[] {
  return actionOf(id).keys ?? [];
}
