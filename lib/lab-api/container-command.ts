/** What the containers panel can do: commands that the learner could type, and that it shows before it gives them. */
import { z } from 'zod';

/** Docker's own rule for names and ids: none can be taken for an option. */
const name = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);
/** A name with registry and tag, or an id. It becomes part of a path, so it must not climb out of it. */
const imageName = z.string().regex(/^(?!.*\.\.)[a-zA-Z0-9][a-zA-Z0-9_.:/@-]{0,511}$/);

export const containerCommandSchema = z.discriminatedUnion('on', [
  z.strictObject({
    on: z.literal('container'),
    verb: z.enum(['start', 'stop', 'restart', 'pause', 'unpause', 'rm']),
    name,
  }),
  z.strictObject({ on: z.literal('image'), verb: z.literal('rm'), name: imageName }),
  z.strictObject({ on: z.literal('volume'), verb: z.literal('rm'), name }),
  z.strictObject({ on: z.literal('network'), verb: z.literal('rm'), name }),
  z.strictObject({ on: z.literal('project'), verb: z.enum(['start', 'stop', 'restart', 'down']), name }),
]);
export type ContainerCommand = z.infer<typeof containerCommandSchema>;

/** Words of the command line; none needs a quote. */
export function wordsOf(command: ContainerCommand): readonly string[] {
  switch (command.on) {
    case 'container':
      return command.verb === 'rm'
        ? ['docker', 'rm', '--force', command.name]
        : ['docker', command.verb, command.name];
    case 'project':
      return ['docker', 'compose', '--project-name', command.name, command.verb];
    default:
      return ['docker', command.on, command.verb, command.name];
  }
}

export const inspectSchema = z.strictObject({
  on: z.enum(['container', 'image', 'volume', 'network']),
  name: imageName,
});
export type Inspect = z.infer<typeof inspectSchema>;
