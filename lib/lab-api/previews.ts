/** Previews: what a learner's programs serve, as a page of its own. Bodies of /lab/previews. */
import { z } from 'zod';

const port = z.number().int().min(1).max(65_535);
/** Docker's own rule for names; none can be taken for an option. */
const containerName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/);
/** Kubernetes' rule for names of pods and services. */
const objectName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/);

/** Where a preview leads. */
export const previewTargetSchema = z.discriminatedUnion('kind', [
  /** A port of the sandbox itself: of programs in it, and of what containers publish. */
  z.strictObject({ kind: z.literal('port'), port }),
  /** A port of a container, published or not. */
  z.strictObject({ kind: z.literal('container'), name: containerName, port }),
  z.strictObject({ kind: z.enum(['pod', 'service']), namespace: objectName, name: objectName, port }),
]);
export type PreviewTarget = z.infer<typeof previewTargetSchema>;

/** Answer of POST /lab/previews. */
export const previewSchema = z.object({
  /** Of this target alone. */
  origin: z.string(),
  /** Opens it, once and soon. To get to a path in it: `&to=/path`. */
  entrance: z.string(),
});
export type Preview = z.infer<typeof previewSchema>;

/** Answer of GET /lab/previews/ports: TCP ports of the sandbox that something listens on. */
export const listeningSchema = z.object({ ports: z.array(port) });
export type Listening = z.infer<typeof listeningSchema>;
