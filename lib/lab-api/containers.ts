/**
 * What the nested engine of a lab has, for the containers panel: messages of the socket /lab/containers, as JSON text frames.
 * The server speaks, the client only listens. Names, labels and states are the learner's: any text, never markup.
 */
import { z } from 'zod';

const text = z.string().max(1024);

export const publishedPortSchema = z.object({
  /** Inside the container. */
  port: z.number().int().min(0).max(65_535),
  protocol: z.string().max(8),
  /** On the sandbox's own addresses; null when it is not published. */
  published: z.number().int().min(1).max(65_535).nullable(),
});
export type PublishedPort = z.infer<typeof publishedPortSchema>;

export const containerSchema = z.object({
  id: text,
  name: text,
  image: text,
  /** As the engine says it: running, exited, paused, created, restarting, dead, removing. */
  state: text,
  /** For people: "Up 3 minutes (healthy)". */
  status: text,
  ports: z.array(publishedPortSchema),
  /** Of Compose; null where it did not make the container. */
  project: text.nullable(),
  service: text.nullable(),
});
export type Container = z.infer<typeof containerSchema>;

export const imageSchema = z.object({
  id: text,
  /** `name:tag`; empty for one that has lost its names. */
  names: z.array(text),
  sizeBytes: z.number(),
});
export type Image = z.infer<typeof imageSchema>;

export const volumeSchema = z.object({ name: text, driver: text });
export type Volume = z.infer<typeof volumeSchema>;

export const networkSchema = z.object({ id: text, name: text, driver: text });
export type Network = z.infer<typeof networkSchema>;

/** Of each kind at most this many are told, the newest first. */
export const TOLD_AT_MOST = 500;

export const engineContentSchema = z.object({
  containers: z.array(containerSchema),
  images: z.array(imageSchema),
  volumes: z.array(volumeSchema),
  networks: z.array(networkSchema),
});
export type EngineContent = z.infer<typeof engineContentSchema>;

export const containersMessageSchema = z.discriminatedUnion('type', [
  /** Everything: first message after opening, then after every change. */
  z.object({ type: z.literal('content'), content: engineContentSchema }),
  /** The engine does not answer: its learner stopped it, or it starts. Tried again. */
  z.object({ type: z.literal('down') }),
]);
export type ContainersMessage = z.infer<typeof containersMessageSchema>;
