/** What answers on which port, and where that can be seen as a page. */
import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import type { PreviewTarget } from '../../lib/lab-api/previews.ts';
import { canBeNamed } from './object-actions.ts';

export interface ObjectPort {
  readonly words: string;
  /** What the button is called for those who hear it. */
  readonly name: string;
  /** Null where there can be no page. */
  readonly target: PreviewTarget | null;
}

export function portsOf(object: ClusterObject): readonly ObjectPort[] {
  if (object.kind === 'Service') {
    return object.ports.map(({ port, protocol, targetPort, nodePort }) => {
      const outside = nodePort === null ? '' : `, and localhost:${nodePort} leads here`;
      return {
        words: `${port}/${protocol} leads to ${targetPort} of its pods${outside}`,
        name: `${port}/${protocol}`,
        target: targetOf(object, 'service', { port, protocol }),
      };
    });
  }
  if (object.kind !== 'Pod') return [];
  return object.containers.flatMap((container) =>
    container.ports.map(({ port, protocol, name }) => ({
      words: `${container.name} listens on ${port}/${protocol}${name ? `, called ${name}` : ''}`,
      name: `${port}/${protocol} of ${container.name}`,
      target: object.state === 'Running' ? targetOf(object, 'pod', { port, protocol }) : null,
    })),
  );
}

function targetOf(
  object: Pick<ClusterObject, 'namespace' | 'name'>,
  kind: 'pod' | 'service',
  { port, protocol }: { readonly port: number; readonly protocol: string },
): PreviewTarget | null {
  if (protocol !== 'TCP' || !canBeNamed(object)) return null;
  return { kind, namespace: object.namespace, name: object.name, port };
}
