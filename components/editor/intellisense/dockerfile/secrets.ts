import { Arg, Env, type Property } from 'dockerfile-ast';
import type { DockerfileRule } from './rule.ts';

const SECRET =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(_|$)/i;
/** Where it is, not what it is. */
const PLACE = /_(FILE|PATH|DIR|URL|URI|TTL|NAME|ID|LENGTH)$/i;

export const secrets: DockerfileRule = {
  id: 'secret-in-image',
  severity: 'warning',
  *find({ file, stages }) {
    const instructions = [...file.getInitialARGs(), ...stages.flatMap((stage) => stage.instructions)];
    for (const instruction of instructions) {
      for (const property of propertiesOf(instruction)) {
        const name = property.getName();
        if (!SECRET.test(name) || PLACE.test(name)) continue;
        const isArg = instruction instanceof Arg;
        if (!isArg && !property.getValue()) continue;
        yield { range: property.getNameRange(), message: words(name, isArg) };
      }
    }
  },
};

function propertiesOf(instruction: unknown): readonly Property[] {
  if (instruction instanceof Env) return instruction.getProperties();
  if (instruction instanceof Arg) return [instruction.getProperty()].filter((each) => each !== null);
  return [];
}

function words(name: string, isArg: boolean): string {
  return isArg
    ? `The value of ${name} stays in the image: docker history shows it to everybody who has the image. While building, use RUN --mount=type=secret,id=${name.toLowerCase()}.`
    : `${name} stays in the image, and docker inspect shows it to everybody who has it. Give it to the container when it starts, as a variable or, better, a file.`;
}
