/** What the panel lists, as one kind of thing, and in the groups that people think in. */
import type { ContainerCommand, Inspect } from '../../lib/lab-api/container-command.ts';
import type { Container, EngineContent, Image } from '../../lib/lab-api/containers.ts';

export interface EngineObject {
  /** Stays the same while it is there. */
  readonly key: string;
  readonly name: string;
  /** What tells it from its neighbours. */
  readonly about: string;
  /** Of containers alone. */
  readonly container?: Container;
  /** Null for what exists by its parts alone, as a Compose project does. */
  readonly inspect: Inspect | null;
  readonly actions: readonly Action[];
}

export interface Action {
  readonly label: string;
  readonly command: ContainerCommand;
  /** Something is lost by it. */
  readonly removes?: boolean;
}

export interface Group {
  readonly title: string;
  readonly objects: readonly EngineObject[];
}

const NETWORKS_OF_DOCKER = new Set(['bridge', 'host', 'none']);

export function groupsOf(content: EngineContent): readonly Group[] {
  const projects = [...new Set(content.containers.flatMap(({ project }) => project ?? []))].sort();
  const alone = content.containers.filter(({ project }) => project === null);
  return [
    ...projects.map((project) => ofProject(project, content.containers)),
    { title: 'Containers', objects: alone.map(ofContainer) },
    { title: 'Images', objects: content.images.map(ofImage) },
    { title: 'Volumes', objects: content.volumes.map(ofVolume) },
    { title: 'Networks', objects: content.networks.map(ofNetwork) },
  ];
}

function ofProject(name: string, all: readonly Container[]): Group {
  const containers = all.filter(({ project }) => project === name);
  const running = containers.filter(({ state }) => state === 'running').length;
  const whole: EngineObject = {
    key: `project ${name}`,
    name,
    about: `all of it: ${running} of ${containers.length} running`,
    inspect: null,
    actions: projectActions(name),
  };
  return { title: `Compose project ${name}`, objects: [whole, ...containers.map(ofContainer)] };
}

function ofContainer(container: Container): EngineObject {
  const { id, name, image } = container;
  const ports = container.ports.flatMap(({ published }) => published ?? []);
  return {
    key: `container ${id}`,
    name: container.service ?? name,
    about: [image, ...new Set(ports.map((port) => `:${port}`))].join('  '),
    container,
    inspect: { on: 'container', name: id },
    actions: containerActions(name, container.state),
  };
}

function containerActions(name: string, state: string): readonly Action[] {
  const does = (label: string, verb: 'start' | 'stop' | 'restart' | 'pause' | 'unpause'): Action => ({
    label,
    command: { on: 'container', verb, name },
  });
  const remove: Action = { label: 'Remove', command: { on: 'container', verb: 'rm', name }, removes: true };
  if (state === 'running')
    return [does('Stop', 'stop'), does('Restart', 'restart'), does('Pause', 'pause'), remove];
  if (state === 'paused') return [does('Go on', 'unpause'), does('Stop', 'stop'), remove];
  if (state === 'restarting') return [does('Stop', 'stop'), remove];
  return [does('Start', 'start'), remove];
}

function projectActions(name: string): readonly Action[] {
  return [
    { label: 'Start all', command: { on: 'project', verb: 'start', name } },
    { label: 'Stop all', command: { on: 'project', verb: 'stop', name } },
    { label: 'Take down', command: { on: 'project', verb: 'down', name }, removes: true },
  ];
}

function ofImage({ id, names, sizeBytes }: Image): EngineObject {
  const name = names[0] ?? shortId(id);
  const others = names.slice(1);
  return {
    key: `image ${id}`,
    name,
    about: [sizeInWords(sizeBytes), ...others].join('  '),
    inspect: { on: 'image', name: id },
    actions: [{ label: 'Remove', command: { on: 'image', verb: 'rm', name }, removes: true }],
  };
}

function ofVolume({ name, driver }: EngineContent['volumes'][number]): EngineObject {
  return {
    key: `volume ${name}`,
    name,
    about: driver,
    inspect: { on: 'volume', name },
    actions: [{ label: 'Remove', command: { on: 'volume', verb: 'rm', name }, removes: true }],
  };
}

function ofNetwork({ id, name, driver }: EngineContent['networks'][number]): EngineObject {
  const remove: Action = { label: 'Remove', command: { on: 'network', verb: 'rm', name }, removes: true };
  return {
    key: `network ${id}`,
    name,
    about: NETWORKS_OF_DOCKER.has(name) ? `${driver}  Docker’s own` : driver,
    inspect: { on: 'network', name: id },
    actions: NETWORKS_OF_DOCKER.has(name) ? [] : [remove],
  };
}

const shortId = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);

/** As the docker command says it: powers of ten. */
export function sizeInWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
