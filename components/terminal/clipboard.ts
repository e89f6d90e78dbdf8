import type { Terminal } from '@xterm/xterm';

/** Longest text that a program may offer for the clipboard. */
const LONGEST_OFFER = 100_000;

export async function copySelection(terminal: Terminal): Promise<void> {
  const text = terminal.getSelection();
  if (text === '') return;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https there is no clipboard to write to; xterm answers the browser's own copy.
    document.execCommand('copy');
  }
}

/**
 * OSC 52, by which a program writes the clipboard: it is only ever an offer, and the learner accepts it. Asking for the
 * clipboard's content is never answered.
 */
export function onClipboardOffer(terminal: Terminal, offer: (text: string) => void): void {
  terminal.parser.registerOscHandler(52, (data) => {
    const text = decodeOffer(data);
    if (text !== undefined) offer(text);
    return true;
  });
}

/** Undefined for a question, for what is no base64, and for what is too long. */
export function decodeOffer(data: string): string | undefined {
  const encoded = /^[a-z0-9]*;([A-Za-z0-9+/]+=*)$/.exec(data)?.[1];
  if (encoded === undefined || encoded.length > LONGEST_OFFER * 1.4) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
