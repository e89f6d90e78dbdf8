/** What a rule about Dockerfiles says. Lines and characters count from zero, as in the language server protocol. */
import type { Dockerfile, From, Instruction } from 'dockerfile-ast';

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Span {
  readonly start: Place;
  readonly end: Place;
}

export interface Edit {
  readonly range: Span;
  readonly newText: string;
}

export interface Fix {
  /** What it does, as an order: "Use COPY". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly range: Span;
  /** What is so, what follows from it, and what to do: whole sentences to a learner. */
  readonly message: string;
  readonly fix?: Fix;
}

/** From one FROM to the next. */
export interface Stage {
  readonly from: From;
  readonly instructions: readonly Instruction[];
}

export interface Examined {
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  /** The stage that becomes the image; what others leave lying about is thrown away. */
  readonly last: Stage | undefined;
}

export interface DockerfileRule {
  readonly id: string;
  /** `error`: it does not build or work. `warning`: it will hurt. `hint`: it could be better. */
  readonly severity: 'error' | 'warning' | 'hint';
  find(examined: Examined): Iterable<Finding>;
}

export function insertion(at: Place, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}

export function ofKeyword(stage: Stage | undefined, ...keywords: readonly string[]): readonly Instruction[] {
  return stage?.instructions.filter((each) => keywords.includes(each.getKeyword())) ?? [];
}
