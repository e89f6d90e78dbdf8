import { execFile, spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What is wrong with the shell in a folder, one line each, or null. */
export type LintShell = (folder: string) => Promise<string | null>;

/** shellcheck, where it is installed. It takes its settings from content/.shellcheckrc. */
export function findShellLint(): LintShell | undefined {
  if (spawnSync('shellcheck', ['--version'], { stdio: 'ignore' }).status !== 0) return undefined;
  return async (folder) => {
    const names = await readdir(folder, { recursive: true });
    const scripts = names.filter((name) => name.endsWith('.sh')).sort();
    if (scripts.length === 0) return null;
    const paths = scripts.map((name) => join(folder, name));
    return new Promise((resolve) => {
      execFile('shellcheck', ['--format', 'gcc', '--', ...paths], (error, stdout, stderr) => {
        resolve(error ? `${stdout}${stderr}`.trim().replaceAll(`${folder}/`, '') : null);
      });
    });
  };
}
