/** npm run check: format, lint, types, import rules and unit tests, in under a minute. */
import { findOversized } from './oversized.ts';
import { runCommand } from './run-command.ts';

const checks: readonly (readonly [title: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['types of the web half', 'tsc', '--noEmit', '-p', '.'],
  ['types of the runner', 'tsc', '--noEmit', '-p', 'lab-runner'],
  ['types of the browser suite', 'tsc', '--noEmit', '-p', 'e2e'],
  [
    'who imports what',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'components',
    'lib',
    'lab-runner',
    'scripts',
  ],
  ['unit tests', 'vitest', 'run', '--project', 'unit'],
];

async function runCheck([title, command, ...args]: (typeof checks)[number]): Promise<boolean> {
  const started = performance.now();
  const lines: string[] = [];
  const code = await runCommand(command, args, { onLine: (line) => lines.push(line) });
  const took = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? '✓' : '✗'} ${title} (${took} s)\n`);
  if (code !== 0) process.stdout.write(`${lines.join('\n')}\n`);
  return code === 0;
}

const oversized = findOversized('.');
for (const line of oversized) process.stdout.write(`✗ ${line}\n`);

const results = await Promise.all(checks.map(runCheck));
process.exit(results.every(Boolean) && oversized.length === 0 ? 0 : 1);
