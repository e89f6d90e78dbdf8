/** The engine itself: which way, which isolation, and why. */
import type { Engine, EngineWay } from '../engine.ts';
import { networkRulesInForce } from '../ensure-network-rules.ts';
import { type Finding, good, mend, note } from './finding.ts';

const ways: Record<EngineWay, string> = {
  given: 'the one that LAB_ENGINE_HOST names',
  own: 'a dockerd of our own, because this is root on Linux',
  container: 'our engine image, as a container on the Docker that is there',
};

interface Info {
  readonly ServerVersion: string;
  readonly KernelVersion: string;
  readonly LiveRestoreEnabled?: boolean;
  readonly SecurityOptions?: readonly string[];
  readonly Runtimes?: Readonly<Record<string, unknown>>;
}

export async function examineEngine(engine: Engine): Promise<readonly Finding[]> {
  const info = (await engine.docker.info()) as Info;
  const rules = await networkRulesInForce(engine);
  return [
    good('Lab engine', `${ways[engine.way]} (Docker ${info.ServerVersion}, Linux ${info.KernelVersion})`),
    good(
      'Isolation',
      `users remapped: root in a sandbox is uid ${engine.remappedRoot.uid} outside; never --privileged`,
    ),
    note(
      'Shared kernel',
      'all sandboxes share one kernel and one range of user ids',
      'For sign-up by strangers give Drydock a machine of its own; docs/threat-model.md says what remains.',
    ),
    seccomp(info),
    rules
      ? good(
          'Network',
          'sandboxes reach the lab registry alone; everything else is refused at once, IPv6 included',
        )
      : mend(
          'Network',
          'the rules that hold sandboxes are not in force',
          'Run npm start: it puts them back.',
        ),
    cgroups(engine),
    info.LiveRestoreEnabled
      ? good('Engine restart', 'labs go on when the engine is killed or restarted (live restore)')
      : note('Engine restart', 'labs stop when the engine does', 'Start the engine with --live-restore.'),
  ];
}

function seccomp(info: Info): Finding {
  const filters = info.SecurityOptions?.some((option) => option.includes('name=seccomp')) ?? false;
  return filters
    ? good(
        'System calls',
        'filtered by a profile of our own (no io_uring, bpf, kexec, modules, clock, user namespaces)',
      )
    : mend('System calls', 'this engine cannot filter them', 'Use a kernel and an engine with seccomp.');
}

function cgroups({ cgroupVersion }: Engine): Finding {
  return cgroupVersion === 1
    ? good('Cgroups', 'version 1, where Drydock is tested')
    : note(
        'Cgroups',
        'version 2: built for by the sources, and not yet tried on a machine',
        'Tell us how it went; docs/engine.md says what to look at.',
      );
}
