/** What a terminal's pane shows around the screen. */
export interface SessionState {
  /**
   * `lost` tries again by itself · `exited`: the shell ended · `refused`: trying again cannot help, `refusal` says why.
   */
  readonly phase: 'connecting' | 'live' | 'lost' | 'exited' | 'refused';
  readonly exitCode: number;
  readonly refusal: string;
  /** As the program in the terminal set it, which may be anything; empty until then. */
  readonly title: string;
  /** Text that a program wants in the clipboard. */
  readonly offer: string | null;
  /** The next letter is sent as Ctrl and that letter (the phone's Ctrl key). */
  readonly ctrlHeld: boolean;
}

export const firstState: SessionState = {
  phase: 'connecting',
  exitCode: 0,
  refusal: '',
  title: '',
  offer: null,
  ctrlHeld: false,
};

const sentences: Readonly<Record<string, string>> = {
  terminal_limit: 'This lab has as many terminals as it may have. Close one, then try again.',
  not_allowed: 'You may watch this lab, but not open a terminal in it.',
};

export function refusalOf(reason: string): string {
  return sentences[reason] ?? 'This terminal could not be opened. Reload the page.';
}
