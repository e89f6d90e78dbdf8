import { useMemo } from 'react';
import { type ObjectKey, objectKey } from '../../lib/lab-api/cluster.ts';
import styles from './cluster.module.css';
import type { ClusterState } from './cluster-store.ts';
import { isInScope, type Scope } from './scope.ts';
import { type Topology, topologyOf } from './topology.ts';
import { TopologyPicture } from './topology-picture.tsx';
import { allowedInWords } from './topology-words.ts';

interface TopologyViewProps {
  readonly content: ClusterState['content'];
  readonly scope: Scope;
  readonly onChoose: (key: ObjectKey) => void;
}

/** Who leads to whom, and what policies let through: as a list, and as a drawing of the same. */
export function TopologyView({ content, scope, onChoose }: TopologyViewProps) {
  const topology = useMemo(
    () => topologyOf(content, (namespace) => isInScope(scope, namespace)),
    [content, scope],
  );
  const { workloads, idleServices, untold } = topology;
  return (
    <div className={styles.map}>
      {workloads.length > 0 && <TopologyPicture topology={topology} />}
      <div className={styles.mapList}>
        {workloads.length === 0 && <p>There is no pod here.</p>}
        <ul aria-label="Who leads to whom">
          {workloads.map((workload) => (
            <WorkloadItem key={workload.key} workload={workload} onChoose={onChoose} />
          ))}
        </ul>
        {workloads.some(({ ingress, egress }) => ingress || egress) && (
          <p>A pod and its own node can always reach each other, whatever policies say.</p>
        )}
        {untold > 0 && <p>{`and ${untold} more. Choose one namespace to see fewer.`}</p>}
        {idleServices.length > 0 && (
          <p>
            {`Services that lead to no pod: ${idleServices
              .slice(0, 20)
              .map(({ name }) => name)
              .join(', ')}`}
          </p>
        )}
      </div>
    </div>
  );
}

const PODS_AT_MOST = 20;

interface WorkloadItemProps {
  readonly workload: Topology['workloads'][number];
  readonly onChoose: (key: ObjectKey) => void;
}

function WorkloadItem({ workload, onChoose }: WorkloadItemProps) {
  const { kind, name, namespace, pods, services, ingress, egress } = workload;
  return (
    <li>
      <h3>
        {name} <span>{`${kind} in ${namespace}`}</span>
      </h3>
      <ul>
        {services.map((service) => (
          <li key={service.name}>
            {'Service '}
            <button type="button" onClick={() => onChoose(objectKey(service))}>
              {service.name}
            </button>
            {` leads here: ${service.ports.map(({ port, targetPort }) => `${port} to ${targetPort}`).join(', ')}`}
          </li>
        ))}
        {services.length === 0 && <li>No service leads here.</li>}
        <li>{allowedInWords('Ingress', ingress)}</li>
        <li>{allowedInWords('Egress', egress)}</li>
        {pods.slice(0, PODS_AT_MOST).map((pod) => (
          <li key={pod.name}>
            {'Pod '}
            <button type="button" onClick={() => onChoose(objectKey(pod))}>
              {pod.name}
            </button>
            {`: ${pod.state}, ${pod.node === null ? 'on no node yet' : `on ${pod.node}`}`}
          </li>
        ))}
        {pods.length > PODS_AT_MOST && <li>{`and ${pods.length - PODS_AT_MOST} more pods`}</li>}
      </ul>
    </li>
  );
}
