/** One internal network per sandbox, with an explicit small subnet: the engine's own pools end after thirty. */
import { randomInt } from 'node:crypto';
import { LabError } from '../../errors.ts';
import type { DockerContext } from './context.ts';
import { engineCall, ifThere, messageOf } from './engine-call.ts';
import { LABEL_INSTANCE, LABEL_PART, LABEL_SANDBOX, type Place } from './place.ts';

/** 10.213.0.0/16: 4096 networks of /28. Not in Docker's own pools, which the nested engines use. */
const SUBNETS = 4096;
const ATTEMPTS = 24;

export interface Subnet {
  readonly cidr: string;
  readonly gateway: string;
}

export function subnetAt(index: number): Subnet {
  const third = index >> 4;
  const fourth = (index & 15) * 16;
  return { cidr: `10.213.${third}.${fourth}/28`, gateway: `10.213.${third}.${fourth + 1}` };
}

/** Subnets are drawn blindly: other runners draw from the same pool, and the engine alone knows what is taken. */
export async function createNetwork(context: DockerContext, place: Place): Promise<Subnet> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const subnet = subnetAt(randomInt(SUBNETS));
    if (await tryNetwork(context, place, subnet)) return subnet;
  }
  throw new LabError('no_capacity', { detail: 'no free subnet for a sandbox network' });
}

async function tryNetwork(
  { engine, instance }: DockerContext,
  place: Place,
  subnet: Subnet,
): Promise<boolean> {
  const create = engine.docker.createNetwork({
    Name: place.network,
    Driver: 'bridge',
    CheckDuplicate: true,
    Internal: true,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Config: [{ Subnet: subnet.cidr, Gateway: subnet.gateway }] },
    Options: { 'com.docker.network.bridge.name': place.network },
    Labels: { [LABEL_INSTANCE]: instance, [LABEL_SANDBOX]: place.id, [LABEL_PART]: 'network' },
  });
  return engineCall(
    create.then(
      () => true,
      (error: unknown) => {
        if (/overlap/i.test(messageOf(error))) return false;
        throw error;
      },
    ),
  );
}

export async function removeNetwork({ engine }: DockerContext, name: string): Promise<void> {
  await ifThere(engine.docker.getNetwork(name).remove());
}
