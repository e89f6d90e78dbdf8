import type { From } from 'dockerfile-ast';
import type { DockerfileRule, Examined } from './rule.ts';

export const baseImage: DockerfileRule = {
  id: 'untagged-base',
  severity: 'warning',
  *find({ stages }) {
    const names = new Set<string>();
    for (const { from } of stages) {
      const image = from.getImage();
      const range = from.getImageRange();
      const tag = from.getImageTag();
      const isFree = tag === null || tag === 'latest';
      if (image && range && isFree && isFromRegistry(from, names)) {
        const says =
          tag === null ? `"${image}" without a tag means latest` : `"${image}" is whatever is newest`;
        yield {
          range,
          message: `${says}: tomorrow's build may get another image than today's. Name a version, such as ${from.getImageName()}:1.2.`,
        };
      }
      const name = from.getBuildStage();
      if (name) names.add(name.toLowerCase());
    }
  },
};

function isFromRegistry(from: From, stageNames: ReadonlySet<string>): boolean {
  const image = from.getImage() ?? '';
  return (
    image !== 'scratch' &&
    !image.includes('$') &&
    from.getImageDigest() === null &&
    !stageNames.has(image.toLowerCase())
  );
}

/** A stage that builds on another one takes its user over. */
export function baseOf({ stages }: Examined, from: From): string {
  const byName = new Map(stages.map((stage) => [stage.from.getBuildStage()?.toLowerCase(), stage.from]));
  const seen = new Set<From>();
  let current = from;
  for (;;) {
    seen.add(current);
    const next = byName.get(current.getImage()?.toLowerCase());
    if (!next || seen.has(next)) return current.getImageName() ?? '';
    current = next;
  }
}
