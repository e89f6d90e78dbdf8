/** What the course teaches about Dockerfiles, beyond what docker build refuses by itself. */
import { DockerfileParser, From, type Instruction } from 'dockerfile-ast';
import { addOrCopy } from './add-or-copy.ts';
import { aptLists, aptRecommends, aptUpdateAlone } from './apt.ts';
import { baseImage } from './base-image.ts';
import { ports } from './ports.ts';
import { rootUser } from './root-user.ts';
import type { DockerfileRule, Examined, Finding } from './rule.ts';
import { secrets } from './secrets.ts';
import { shellForm } from './shell-form.ts';

export const DOCKERFILE_RULES: readonly DockerfileRule[] = [
  ports,
  baseImage,
  secrets,
  shellForm,
  aptUpdateAlone,
  rootUser,
  addOrCopy,
  aptRecommends,
  aptLists,
];

export interface RuleFinding extends Finding {
  readonly rule: string;
  readonly severity: DockerfileRule['severity'];
}

/** Everything that the rules find, from top to bottom. */
export function examineDockerfile(text: string): readonly RuleFinding[] {
  const examined = examinedOf(text);
  const found = DOCKERFILE_RULES.flatMap(({ id, severity, find }) =>
    [...find(examined)].map((finding) => ({ ...finding, rule: id, severity })),
  );
  return found.toSorted(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

function examinedOf(text: string): Examined {
  const file = DockerfileParser.parse(text);
  const stages: { from: From; instructions: Instruction[] }[] = [];
  for (const instruction of file.getInstructions()) {
    if (instruction instanceof From) stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return { file, stages, last: stages.at(-1) };
}
