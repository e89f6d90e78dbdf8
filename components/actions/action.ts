/** `page`: anywhere but in a text field, the editor or a terminal, which need their keys themselves. */
export type Where = 'page' | 'everywhere' | 'terminal' | 'editor' | 'tabs';

export type Group = 'Layout' | 'Go to' | 'Look' | 'Lab' | 'Terminal' | 'Files' | 'Editor';

export interface Action {
  readonly title: string;
  readonly group: Group;
  /** In the notation of shortcut.ts. */
  readonly keys?: readonly string[];
  /** Where the keys hold; the action itself can be had from the palette anywhere. */
  readonly where?: Where;
  /** Other words that people look for it by. */
  readonly also?: string;
}

export type ActionTable = Readonly<Record<string, Action>>;
