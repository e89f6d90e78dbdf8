const NEWLINE = 0x0a;
const MAX_LINE_BYTES = 64 * 1024;

/** Cuts bytes into lines. A line over 64 KiB is given as several. */
export class LineSplitter {
  private rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): string[] {
    const held = this.rest.byteLength === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const lines: string[] = [];
    let start = 0;
    for (;;) {
      const newline = held.indexOf(NEWLINE, start);
      const end = newline < 0 ? held.byteLength : newline;
      for (; end - start > MAX_LINE_BYTES; start += MAX_LINE_BYTES) {
        lines.push(held.toString('utf8', start, start + MAX_LINE_BYTES));
      }
      if (newline < 0) break;
      lines.push(held.toString('utf8', start, newline));
      start = newline + 1;
    }
    this.rest = Buffer.from(held.subarray(start));
    return lines;
  }

  end(): string[] {
    return this.rest.byteLength === 0 ? [] : [this.rest.toString('utf8')];
  }
}
