import { DockerfileParser, From, type Instruction } from 'dockerfile-ast';
import type { Span } from './rule.ts';

/** One line of an outline: a stage with what it does, or an instruction. */
export interface OutlineEntry {
  readonly name: string;
  range: Span;
  readonly nameRange: Span;
  readonly children?: OutlineEntry[];
}

const WORDS_AT_MOST = 48;

/** Stages by their names, and in them the instructions: what comes before the first FROM stands beside them. */
export function dockerfileOutline(text: string): readonly OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const stage = entries.findLast((entry) => entry.children);
    if (instruction instanceof From) entries.push({ ...entryOf(instruction), children: [] });
    else if (!stage) entries.push(entryOf(instruction));
    else {
      stage.children?.push(entryOf(instruction));
      stage.range = { start: stage.range.start, end: instruction.getRange().end };
    }
  }
  return entries;
}

function entryOf(instruction: Instruction): OutlineEntry {
  const words = instruction
    .getTextContent()
    .replace(/[\\\s]+/g, ' ')
    .trim();
  const name = words.length > WORDS_AT_MOST ? `${words.slice(0, WORDS_AT_MOST - 1)}…` : words;
  return { name, range: instruction.getRange(), nameRange: instruction.getInstructionRange() };
}
