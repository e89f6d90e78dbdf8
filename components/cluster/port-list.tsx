import type { ClusterObject } from '../../lib/lab-api/cluster.ts';
import panel from '../panel/panel.module.css';

/** What answers on which port. A port that can be opened as a preview gets its button here. */
export function PortList({ object }: { readonly object: ClusterObject }) {
  const ports = portsOf(object);
  if (ports.length === 0) return null;
  return (
    <ul className={panel.ports} aria-label="Ports">
      {ports.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function portsOf(object: ClusterObject): readonly string[] {
  if (object.kind === 'Service') {
    return object.ports.map(({ port, protocol, targetPort, nodePort }) => {
      const outside = nodePort === null ? '' : `, and localhost:${nodePort} leads here`;
      return `${port}/${protocol} leads to ${targetPort} of its pods${outside}`;
    });
  }
  if (object.kind !== 'Pod') return [];
  return object.containers.flatMap(({ name, ports }) =>
    ports.map(
      (port) => `${name} listens on ${port.port}/${port.protocol}${port.name ? `, called ${port.name}` : ''}`,
    ),
  );
}
