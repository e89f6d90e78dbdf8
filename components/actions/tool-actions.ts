import type { ActionTable } from './action.ts';

/** What can be done in terminals, with files and in the editor. */
export const toolActions = {
  'terminal.new': { title: 'New terminal', group: 'Terminal', also: 'shell open' },
  'terminal.close': {
    title: 'Close the terminal',
    group: 'Terminal',
    keys: ['Delete'],
    where: 'tabs',
    also: 'shell kill end',
  },
  'terminal.rename': {
    title: 'Name the terminal',
    group: 'Terminal',
    keys: ['F2'],
    where: 'tabs',
    also: 'rename',
  },
  'terminal.move-left': {
    title: 'Move the terminal’s tab left',
    group: 'Terminal',
    keys: ['Shift+←'],
    where: 'tabs',
    also: 'order',
  },
  'terminal.move-right': {
    title: 'Move the terminal’s tab right',
    group: 'Terminal',
    keys: ['Shift+→'],
    where: 'tabs',
    also: 'order',
  },
  'terminal.find': {
    title: 'Find in the terminal',
    group: 'Terminal',
    keys: ['Ctrl+Shift+F'],
    where: 'terminal',
    also: 'search',
  },
  'terminal.copy': {
    title: 'Copy what is selected',
    group: 'Terminal',
    keys: ['Ctrl+Shift+C'],
    where: 'terminal',
  },
  'terminal.paste': { title: 'Paste', group: 'Terminal', keys: ['Ctrl+Shift+V'], where: 'terminal' },
  'terminal.leave-back': {
    title: 'Leave for the previous pane',
    group: 'Terminal',
    keys: ['Ctrl+Shift+↑', 'Ctrl+Shift+←'],
    where: 'terminal',
  },
  'terminal.leave-on': {
    title: 'Leave for the next pane',
    group: 'Terminal',
    keys: ['Ctrl+Shift+↓', 'Ctrl+Shift+→'],
    where: 'terminal',
  },

  'files.close': { title: 'Close the file', group: 'Files', keys: ['Delete'], where: 'tabs' },
  'files.move-left': {
    title: 'Move the file’s tab left',
    group: 'Files',
    keys: ['Shift+←'],
    where: 'tabs',
    also: 'order',
  },
  'files.move-right': {
    title: 'Move the file’s tab right',
    group: 'Files',
    keys: ['Shift+→'],
    where: 'tabs',
    also: 'order',
  },
  'files.beside': { title: 'Two files side by side', group: 'Files', also: 'split editor' },
  'files.compare-start': {
    title: 'Compare with the start of the lesson',
    group: 'Files',
    also: 'diff original changes',
  },
  'files.compare-solution': { title: 'Compare with the solution', group: 'Files', also: 'diff' },

  'editor.tab-moves': {
    title: 'Tab moves on, or indents again',
    group: 'Editor',
    keys: ['Ctrl+M'],
    where: 'editor',
  },
  'editor.commands': { title: 'The editor’s own commands', group: 'Editor', keys: ['F1'], where: 'editor' },
  'editor.complete': { title: 'Complete', group: 'Editor', keys: ['Ctrl+Space'], where: 'editor' },
  'editor.fix': { title: 'Quick fixes', group: 'Editor', keys: ['Ctrl+.'], where: 'editor' },
  'editor.format': { title: 'Format', group: 'Editor', keys: ['Alt+Shift+F'], where: 'editor' },
  'editor.rename': { title: 'Rename', group: 'Editor', keys: ['F2'], where: 'editor' },
  'editor.outline': { title: 'Outline', group: 'Editor', keys: ['Ctrl+Shift+O'], where: 'editor' },
  'editor.next-problem': { title: 'Next problem', group: 'Editor', keys: ['F8'], where: 'editor' },
  'editor.previous-problem': {
    title: 'Previous problem',
    group: 'Editor',
    keys: ['Shift+F8'],
    where: 'editor',
  },
  'editor.next-difference': {
    title: 'Next difference, while comparing',
    group: 'Editor',
    keys: ['F7'],
    where: 'editor',
  },
} as const satisfies ActionTable;
