/** Where everything of a topology stands in its drawing: four columns, workloads below each other. */
import type { Topology } from './topology.ts';

export const BOX = { width: 168, height: 34 } as const;
const ROW = 44;
const GAP = 16;
const COLUMN = 232;
const MARGIN = 14;
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
const place = (column: Box['column'], y: number) => ({ column, x: MARGIN + xOf[column] * COLUMN, y });

export function layOut({ workloads }: Topology): Layout {
  const boxes: Box[] = [];
  const lines: Line[] = [];
  const nodes = new Map<string, { readonly ys: number[]; readonly pods: Box[] }>();
  let y = MARGIN;
  for (const workload of workloads) {
    const shown = workload.pods.slice(0, PODS_AT_MOST);
    const rows = Math.max(shown.length, workload.services.length, 1);
    const middle = y + ((rows - 1) * ROW) / 2;
    const box: Box = {
      id: workload.key,
      ...place('workload', middle),
      title: workload.name,
      about: moreInWords(workload.kind, workload.pods.length),
      mark: workload.ingress || workload.egress ? 'closed' : null,
    };
    boxes.push(box);
    workload.services.forEach((service, index) => {
      const about = service.ports.map(({ port }) => `:${port}`).join(' ');
      const made = spread('service', index, { count: workload.services.length, middle });
      const from: Box = {
        ...made,
        id: `${workload.key} ${service.name}`,
        title: service.name,
        about,
        mark: null,
      };
      boxes.push(from);
      lines.push({ id: `leads ${from.id}`, from, to: box, kind: 'leads' });
    });
    shown.forEach((pod, index) => {
      const made = spread('pod', index, { count: shown.length, middle });
      const mark = pod.state === 'Running' || pod.state === 'Completed' ? null : 'trouble';
      const to: Box = {
        ...made,
        id: `${workload.key} pod ${pod.name}`,
        title: pod.name,
        about: pod.state,
        mark,
      };
      boxes.push(to);
      lines.push({ id: `leads ${to.id}`, from: box, to, kind: 'leads' });
      if (pod.node === null) return;
      const node = nodes.get(pod.node) ?? { ys: [], pods: [] };
      node.ys.push(to.y);
      node.pods.push(to);
      nodes.set(pod.node, node);
    });
    y += rows * ROW + GAP;
  }
  const nodeBottom = addNodes(nodes, boxes, lines);
  lines.push(...letsThrough(workloads, boxes));
  return {
    ...{ boxes, lines },
    width: MARGIN * 2 + xOf.node * COLUMN + BOX.width,
    height: Math.max(y, nodeBottom + GAP) - GAP + MARGIN,
  };
}

const moreInWords = (kind: string, pods: number) => (pods > PODS_AT_MOST ? `${kind}, ${pods} pods` : kind);

function spread(column: Box['column'], index: number, { count, middle }: { count: number; middle: number }) {
  return place(column, middle + (index - (count - 1) / 2) * ROW);
}

/** Each at the height of its pods, below the one before. */
function addNodes(
  nodes: ReadonlyMap<string, { readonly ys: readonly number[]; readonly pods: readonly Box[] }>,
  boxes: Box[],
  lines: Line[],
): number {
  const average = (ys: readonly number[]) => ys.reduce((sum, y) => sum + y, 0) / ys.length;
  let lowest = MARGIN;
  for (const [name, { ys, pods }] of [...nodes].sort(([, a], [, b]) => average(a.ys) - average(b.ys))) {
    const y = Math.max(lowest, average(ys));
    const box: Box = { id: `node ${name}`, ...place('node', y), title: name, about: 'Node', mark: null };
    boxes.push(box);
    lines.push(...pods.map((from) => ({ id: `runs ${from.id}`, from, to: box, kind: 'leads' as const })));
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
