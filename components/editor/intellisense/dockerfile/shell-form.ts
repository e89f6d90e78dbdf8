import { JSONInstruction } from 'dockerfile-ast';
import { type DockerfileRule, type Fix, ofKeyword } from './rule.ts';

/** Without a shell these would be taken literally. */
const NEEDS_SHELL = /[$&|;<>()*?~`\\#!{}]|\n|^\w+=/;

export const shellForm: DockerfileRule = {
  id: 'shell-form',
  severity: 'warning',
  *find({ stages }) {
    for (const instruction of stages.flatMap((stage) => ofKeyword(stage, 'CMD', 'ENTRYPOINT'))) {
      const range = instruction.getArgumentsRange();
      const command = instruction.getArgumentsContent();
      if (!(instruction instanceof JSONInstruction) || !range || !command) continue;
      // With one, it is JSON or was meant to be: the language service says what is wrong with it.
      if (instruction.getOpeningBracket() !== null) continue;
      const words = wordsOf(command);
      const fix: Fix | null = words && {
        title: `Use the exec form: ${execForm(words)}`,
        edits: [{ range, newText: execForm(words) }],
      };
      yield { range, message: message(instruction.getKeyword(), words), ...(fix && { fix }) };
    }
  },
};

function message(keyword: string, words: readonly string[] | null): string {
  const why = `Written like this, ${keyword} runs in /bin/sh -c, and the shell keeps SIGTERM to itself: docker stop waits ten seconds and then kills.`;
  return words
    ? `${why} As a list it runs without a shell: ${keyword} ${execForm(words)}.`
    : `${why} A list runs without a shell; what needs one, put into a script that ends with exec.`;
}

function execForm(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Null where only a shell knows what is meant. */
function wordsOf(command: string): readonly string[] | null {
  const line = command.trim();
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  const isPlain = !NEEDS_SHELL.test(line) && words.join(' ') === line.replace(/\s+/g, ' ');
  return isPlain && !words.some((word) => word === 'exec' || word === 'cd')
    ? words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
    : null;
}
