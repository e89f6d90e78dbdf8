/** docs/benchmarks.md: a section for each part, which a run of that part replaces. */
import { cpus, totalmem } from 'node:os';
import type { Row } from './part.ts';

const HEAD = `# Benchmarks

Made by \`npm run bench\`, or part by part by \`npm run bench -- starts work flood clusters held\`: with Chromium, sandboxes and
wetty all on one machine. Drydock and wetty take turns within a run. Times are medians where nothing else is said; loopback has no
network delay, so add your round trip.
`;

export function section(title: string, rows: readonly Row[]): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return `## ${title}

On ${new Date().toISOString().slice(0, 10)}, ${machine}.

| what | measured | bound |
| --- | --- | --- |
${lines.join('\n')}
`;
}

/** The report of before with this section in the place of the one of the same title, or at the end. */
export function withSection(before: string, title: string, text: string): string {
  const [, ...old] = before.split(/^(?=## )/m);
  const sections = old.map((one) => one.trim());
  const place = sections.findIndex((one) => one.startsWith(`## ${title}\n`));
  if (place === -1) sections.push(text.trim());
  else sections[place] = text.trim();
  return `${[HEAD.trim(), ...sections].join('\n\n')}\n`;
}
