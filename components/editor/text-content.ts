/** Between the bytes of a file and the text that an editor shows. */

export interface FileText {
  /** Without the byte order mark, all line breaks alike. */
  readonly text: string;
  readonly bom: boolean;
}

/** As git does it: a NUL this early means that it is no text. */
const NUL_WITHIN_BYTES = 8 * 1024;
const BOM = [0xef, 0xbb, 0xbf];

/** Null for what is not text: a NUL near the start, or bytes that are not UTF-8. */
export function decodeText(bytes: Uint8Array): FileText | null {
  if (bytes.subarray(0, NUL_WITHIN_BYTES).includes(0)) return null;
  const bom = BOM.every((byte, index) => bytes[index] === byte);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(bom ? 3 : 0),
    );
    return { text: withOneLineBreak(text), bom };
  } catch {
    return null;
  }
}

export function encodeText({ text, bom }: FileText): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(bom ? `\uFEFF${text}` : text);
}

/** CRLF where more than half of the lines end so, as the editor itself decides. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  let breaks = 0;
  let withReturn = 0;
  for (const [found] of text.matchAll(/\r\n|\r|\n/g)) {
    breaks++;
    if (found !== '\n') withReturn++;
  }
  return withReturn > breaks / 2 ? '\r\n' : '\n';
}

/** A model holds one kind of line break. Files that mix them are seen as if they did not, and change when edited only. */
function withOneLineBreak(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n|\r|\n/g, lineBreakOf(text)) : text;
}
