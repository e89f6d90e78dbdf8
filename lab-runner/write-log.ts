import pino, { type Logger } from 'pino';

/** JSON lines for whoever collects logs; one readable line for a person at a terminal. */
export function createLog(level: string): Logger {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  return process.stdout.isTTY
    ? pino(options, { write: (line) => process.stdout.write(readable(line)) })
    : pino(options);
}

const HIDDEN = new Set(['level', 'time', 'msg', 'err', 'reqId', 'detail']);

function readable(line: string): string {
  const { level, time, msg, err, detail, ...all } = JSON.parse(line);
  const fields = Object.entries(all).filter(([name]) => !HIDDEN.has(name));
  const words = fields.map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const first = `${String(time).slice(11, 19)} ${pino.levels.labels[level] ?? level}: ${[msg, ...words].join(' ')}`;
  const more = [detail, err?.stack]
    .filter((text) => text !== undefined)
    .map((text) => `  ${String(text).replaceAll('\n', '\n  ')}`);
  return `${[first, ...more].join('\n')}\n`;
}
