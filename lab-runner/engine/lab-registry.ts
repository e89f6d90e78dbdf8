/** The registry that sandboxes pull from: read-only, without a way out, at an address that never changes. */
import type Docker from 'dockerode';
import { removeContainer } from './fill-registry.ts';
import {
  registryAddress,
  registryBridge,
  registryContainer,
  registryNetwork,
  registrySubnet,
} from './registry-place.ts';

const keyLabel = 'org.drydock.catalogue';
const memoryBytes = 256 * 1024 * 1024;

/** The key of the catalogue that the running registry serves, or undefined when none runs. */
export async function servedCatalogue(docker: Docker): Promise<string | undefined> {
  try {
    const { State, Config } = await docker.getContainer(registryContainer).inspect();
    return State.Running ? Config.Labels[keyLabel] : undefined;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) return undefined;
    throw error;
  }
}

export async function startRegistry(
  docker: Docker,
  image: string,
  volume: string,
  key: string,
): Promise<void> {
  await ensureNetwork(docker);
  await removeContainer(docker, registryContainer);
  const container = await docker.createContainer({
    name: registryContainer,
    Image: image,
    Cmd: ['/etc/docker/registry/lab.yml'],
    Labels: { [keyLabel]: key },
    // It answers from many bridges and forwards between none.
    HostConfig: {
      Binds: [`${volume}:/var/lib/registry:ro`],
      ReadonlyRootfs: true,
      Memory: memoryBytes,
      PidsLimit: 256,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Sysctls: { 'net.ipv4.ip_forward': '0' },
      RestartPolicy: { Name: 'always' },
      NetworkMode: registryNetwork,
    },
    NetworkingConfig: {
      EndpointsConfig: { [registryNetwork]: { IPAMConfig: { IPv4Address: registryAddress } } },
    },
  });
  await container.start();
}

async function ensureNetwork(docker: Docker): Promise<void> {
  const found = await docker.listNetworks({ filters: { name: [registryNetwork] } });
  if (found.some((network) => network.Name === registryNetwork)) return;
  await docker.createNetwork({
    Name: registryNetwork,
    Driver: 'bridge',
    Internal: true,
    IPAM: { Driver: 'default', Config: [{ Subnet: registrySubnet }] },
    Options: { 'com.docker.network.bridge.name': registryBridge },
  });
}
