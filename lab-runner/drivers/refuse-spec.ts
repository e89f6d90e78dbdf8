import { LabError } from '../errors.ts';
import type { Capabilities, LimitName, SandboxSpec } from './driver.ts';

/** Rejects a spec that asks for what the backend cannot do, before anything is made. */
export function refuseSpec(capabilities: Capabilities, spec: SandboxSpec): void {
  const missing = (Object.keys(spec.limits) as LimitName[]).filter(
    (limit) => !capabilities.limits.includes(limit),
  );
  if (missing.length > 0) throw new LabError('limit_not_enforceable', { detail: missing.join(', ') });
  if (!capabilities.kinds.includes(spec.kind)) {
    const code = spec.kind === 'docker' ? 'image_missing' : 'kind_preparing';
    throw new LabError(code, { detail: `no sandbox of kind ${spec.kind}` });
  }
}
