import { type DockerfileRule, ofKeyword } from './rule.ts';

const HIGHEST = 65_535;

export const ports: DockerfileRule = {
  id: 'port-range',
  severity: 'error',
  *find({ stages }) {
    for (const instruction of stages.flatMap((stage) => ofKeyword(stage, 'EXPOSE'))) {
      for (const argument of instruction.getArguments()) {
        const [, first, last] = /^(\d+)(?:-(\d+))?(?:\/\w+)?$/.exec(argument.getValue()) ?? [];
        if (first === undefined) continue;
        const numbers = [Number(first), Number(last ?? first)] as const;
        const range = argument.getRange();
        const outside = numbers.find((number) => number < 1 || number > HIGHEST);
        if (outside !== undefined) {
          yield { range, message: `There is no port ${outside}: ports are numbers from 1 to ${HIGHEST}.` };
        } else if (numbers[0] > numbers[1]) {
          yield {
            range,
            message: `A range of ports begins with the lower one: ${numbers[1]}-${numbers[0]}.`,
            fix: {
              title: `Turn it round: ${numbers[1]}-${numbers[0]}`,
              edits: [
                { range, newText: argument.getValue().replace(/^\d+-\d+/, `${numbers[1]}-${numbers[0]}`) },
              ],
            },
          };
        }
      }
    }
  },
};
