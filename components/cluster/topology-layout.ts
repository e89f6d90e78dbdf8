/** Where everything of a topology stands in its drawing: four columns, workloads below each other. */
import type { Topology } from './topology.ts';

export const BOX = { width: 140, height: 34 } as const;
const ROW = 44;
const GAP = 16;
const COLUMN = 182;
const MARGIN = 14;
/** Room for what the columns are called. */
const TOP = 34;
const PODS_AT_MOST = 5;

export interface Box {
  readonly id: string;
  readonly column: 'service' | 'workload' | 'pod' | 'node';
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly about: string;
  /** Of a workload that policies choose; of a pod that does not run. */
  readonly mark: 'closed' | 'trouble' | null;
}

export interface Line {
  readonly id: string;
  readonly from: Box;
  readonly to: Box;
  /** `leads`: from a service on to a node · `lets`: what a policy lets through. */
  readonly kind: 'leads' | 'lets';
}

export interface Layout {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

const xOf = { service: 0, workload: 1, pod: 2, node: 3 } as const;
export const COLUMNS = ['Services', 'Workloads', 'Pods', 'Nodes'].map((title, index) => ({
  title,
  x: MARGIN + index * COLUMN,
}));
const place = (column: Box['column'], y: number) => ({ column, x: MARGIN + xOf[column] * COLUMN, y });

/** What has its place so far. */
interface Drawing {
  readonly boxes: Box[];
  readonly lines: Line[];
  /** By the name of their node. */
  readonly pods: Map<string, Box[]>;
}

export function layOut({ workloads }: Topology): Layout {
  const drawing: Drawing = { boxes: [], lines: [], pods: new Map() };
  let y = TOP;
  for (const workload of workloads) y = addWorkload(workload, y, drawing) + GAP;
  const bottom = Math.max(y - GAP, addNodes(drawing));
  const { boxes, lines } = drawing;
  lines.push(...letsThrough(workloads, boxes));
  return { boxes, lines, width: MARGIN * 2 + xOf.node * COLUMN + BOX.width, height: bottom + MARGIN };
}

/** Returns where the next one may begin. */
function addWorkload(workload: Topology['workloads'][number], y: number, drawing: Drawing): number {
  const { key, kind, name, services, ingress, egress } = workload;
  const pods = workload.pods.slice(0, PODS_AT_MOST);
  const rows = Math.max(pods.length, services.length, 1);
  const middle = y + ((rows - 1) * ROW) / 2;
  const about = workload.pods.length > PODS_AT_MOST ? `${kind}, ${workload.pods.length} pods` : kind;
  const mark = ingress || egress ? 'closed' : null;
  const box: Box = { id: key, ...place('workload', middle), title: name, about, mark };
  drawing.boxes.push(box);
  for (const [index, service] of services.entries()) {
    const from: Box = {
      ...{ id: `${key} service ${service.name}`, title: service.name, mark: null },
      ...place('service', middle + offset(index, services.length)),
      about: service.ports.map(({ port }) => `:${port}`).join(' '),
    };
    drawing.boxes.push(from);
    drawing.lines.push({ id: `leads ${from.id}`, from, to: box, kind: 'leads' });
  }
  for (const [index, pod] of pods.entries()) {
    const to: Box = {
      ...{ id: `${key} pod ${pod.name}`, title: pod.name, about: pod.state },
      ...place('pod', middle + offset(index, pods.length)),
      mark: pod.state === 'Running' || pod.state === 'Completed' ? null : 'trouble',
    };
    drawing.boxes.push(to);
    drawing.lines.push({ id: `leads ${to.id}`, from: box, to, kind: 'leads' });
    if (pod.node !== null) drawing.pods.set(pod.node, [...(drawing.pods.get(pod.node) ?? []), to]);
  }
  return y + rows * ROW;
}

/** Of one of several around the middle. */
const offset = (index: number, count: number) => (index - (count - 1) / 2) * ROW;

/** Each node at the height of its pods, below the one before. Returns where the last one ends. */
function addNodes({ boxes, lines, pods }: Drawing): number {
  const heightOf = (ofNode: readonly Box[]) => ofNode.reduce((sum, { y }) => sum + y, 0) / ofNode.length;
  let lowest = TOP;
  for (const [name, ofNode] of [...pods].sort(([, a], [, b]) => heightOf(a) - heightOf(b))) {
    const y = Math.max(lowest, heightOf(ofNode));
    const box: Box = { id: `node ${name}`, ...place('node', y), title: name, about: 'Node', mark: null };
    boxes.push(box);
    for (const from of ofNode) lines.push({ id: `runs ${from.id}`, from, to: box, kind: 'leads' });
    lowest = y + ROW;
  }
  return lowest;
}

/** From whom a workload that is closed lets somebody in. */
function letsThrough(workloads: Topology['workloads'], boxes: readonly Box[]): readonly Line[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return workloads.flatMap(({ key, ingress }) => {
    const to = byId.get(key);
    return (ingress?.partners ?? []).flatMap((partner) => {
      const from = partner.key === null ? undefined : byId.get(partner.key);
      return to && from ? [{ id: `lets ${from.id} ${to.id}`, from, to, kind: 'lets' as const }] : [];
    });
  });
}
