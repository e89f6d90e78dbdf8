/** Room in the strip that F8 opens in the text: it shows lines as they are. */
const COLUMNS = 76;

/** The same words in lines of some length. */
export function folded(message: string): string {
  const lines: string[] = [];
  for (const word of message.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
