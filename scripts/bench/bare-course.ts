import { fileURLToPath } from 'node:url';
import type { SandboxKind } from '../../lab-runner/drivers/driver.ts';

/** A lab for each kind that has neither files nor a set-up. */
export const bareCourse = fileURLToPath(new URL('course', import.meta.url));
export const bareLesson = (kind: SandboxKind) => `bare-${kind}`;
