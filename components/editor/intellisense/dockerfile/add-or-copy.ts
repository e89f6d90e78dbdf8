import { Add } from 'dockerfile-ast';
import type { DockerfileRule } from './rule.ts';

/** What ADD fetches or unpacks, which COPY does not. */
const FETCHED = /^(https?:|git@|git:)|\.git(#|$)/i;
const UNPACKED = /\.(tar|tgz|tbz2?|txz|tzst)$|\.tar\.(gz|bz2|xz|zst)$/i;

export const addOrCopy: DockerfileRule = {
  id: 'add-for-copy',
  severity: 'hint',
  *find({ stages }) {
    for (const instruction of stages.flatMap((stage) => stage.instructions)) {
      if (!(instruction instanceof Add) || !copiesOnly(instruction)) continue;
      const range = instruction.getInstructionRange();
      yield {
        range,
        message:
          'ADD also fetches from the network and unpacks archives. For files of your own, COPY says what is meant and does nothing else.',
        fix: { title: 'Use COPY', edits: [{ range, newText: 'COPY' }] },
      };
    }
  },
};

function copiesOnly(instruction: Add): boolean {
  if (instruction.getFlags().some((flag) => ['checksum', 'keep-git-dir', 'unpack'].includes(flag.getName())))
    return false;
  const sources = sourcesOf(instruction);
  return (
    sources.length > 0 &&
    !sources.some((source) => FETCHED.test(source) || UNPACKED.test(source) || source.includes('$'))
  );
}

function sourcesOf(instruction: Add): readonly string[] {
  const strings = instruction.getJSONStrings();
  const words =
    strings.length > 0
      ? strings.map((each) => each.getJSONValue())
      : instruction.getArguments().map((each) => each.getValue());
  return words.slice(0, -1);
}
