import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { Renderer } from './renderer.ts';
import { openLink } from './safe-link.ts';
import { codeFont, lookOptions, terminalOptions } from './terminal-theme.ts';

export interface TerminalParts {
  readonly terminal: Terminal;
  readonly fit: FitAddon;
  readonly search: SearchAddon;
  readonly renderer: Renderer;
}

/** xterm with everything around it, in an element that is not on the page yet. */
export function createTerminal(): TerminalParts {
  const terminal = new Terminal({
    ...terminalOptions,
    ...lookOptions(),
    fontFamily: codeFont(),
    // Links that a program names (OSC 8): what is shown and where it leads are two things, so nothing but the web.
    linkHandler: { activate: (_event, address) => openLink(address), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon({ highlightLimit: 1000 });
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(new WebLinksAddon((_event, address) => openLink(address), { urlRegex: webAddress }));
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  return { terminal, fit, search, renderer: new Renderer(terminal) };
}

/** Ends before quotes, brackets and the punctuation of the sentence around it. */
const webAddress = /https?:\/\/[^\s"'`<>{}|\\^()[\]]*[^\s"'`<>{}|\\^()[\].,:;!?]/;

/** The stand-in's cells are all but the same; what was measured and drawn with it is done again with the real one. */
export function whenFontArrives({ terminal, renderer }: TerminalParts, done: () => void): void {
  const family = terminal.options.fontFamily ?? 'monospace';
  void document.fonts.load(`14px ${family}`).then(() => {
    // Another value, so that xterm measures again.
    terminal.options.fontFamily = `${family}, monospace`;
    renderer.forgetLetters();
    done();
  });
}
