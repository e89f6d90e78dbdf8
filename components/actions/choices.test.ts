import { afterEach, expect, it } from 'vitest';
import { board, type Offers } from './board.ts';
import { groupsFor, possibleChoices } from './choices.ts';

const nothing = { run: () => {} };
let takeBack = () => {};
afterEach(() => takeBack());

function offer(offers: Offers) {
  takeBack = board.offer(() => offers);
  return possibleChoices();
}

it('has what somebody offers now, and nothing else', () => {
  const choices = offer({ 'terminal.new': nothing, 'lab.start': { ...nothing, isPossible: () => false } });
  expect(choices.map(({ id }) => id)).toEqual(['terminal.new']);
  takeBack();
  expect(possibleChoices()).toEqual([]);
});

it('asks whoever offered an action last, unless they cannot do it', () => {
  const ran: string[] = [];
  const first = board.offer(() => ({ 'lab.reset': { run: () => ran.push('first') } }));
  let isThere = true;
  takeBack = board.offer(() => ({
    'lab.reset': { run: () => ran.push('second'), isPossible: () => isThere },
  }));
  board.find('lab.reset')?.run();
  isThere = false;
  board.find('lab.reset')?.run();
  first();
  expect(ran).toEqual(['second', 'first']);
});

it('shows everything by group before a letter is typed, what was used last on top and only there', () => {
  const choices = offer({ 'terminal.new': nothing, 'terminal.find': nothing, 'look.contrast': nothing });
  const groups = groupsFor(choices, ' ', ['terminal.find', 'gone.by.now']);
  expect(groups.map(({ title, choices }) => [title, choices.map(({ id }) => id)])).toEqual([
    ['Used last', ['terminal.find']],
    ['Look', ['look.contrast']],
    ['Terminal', ['terminal.new']],
  ]);
});

it('finds by other words too, but those that are called so come first', () => {
  const choices = offer({ 'layout.lesson-only': nothing, 'go.lesson': nothing, 'look.larger': nothing });
  const ids = (typed: string) =>
    groupsFor(choices, typed, []).flatMap(({ choices }) => choices.map(({ id }) => id));
  expect(ids('focus')).toEqual(['layout.lesson-only']);
  expect(ids('font size')).toEqual(['look.larger']);
  expect(ids('lesson')[0]).toBe('layout.lesson-only');
  expect(ids('qqq')).toEqual([]);
});
