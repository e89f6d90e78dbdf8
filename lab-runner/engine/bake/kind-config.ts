/** The configuration that `kind create cluster` bakes with. */
import { type ClusterKind, nodesOf } from './baked-place.ts';

const TEN_YEARS = '87600h0m0s';

/** Little garbage kept, for many clusters on one machine. */
const thrifty = [{ name: 'GOGC', value: '35' }];

const args = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** Lists in kind's own configuration are replaced by these, so what it needs of them is repeated. */
function clusterConfiguration(): object {
  return {
    kind: 'ClusterConfiguration',
    // Signed a hundred times when a node starts: an elliptic curve is thirty times as quick at it as RSA.
    encryptionAlgorithm: 'ECDSA-P256',
    certificateValidityPeriod: TEN_YEARS,
    caCertificateValidityPeriod: TEN_YEARS,
    apiServer: { extraArgs: args({ 'runtime-config': '', profiling: 'false' }), extraEnvs: thrifty },
    controllerManager: {
      extraArgs: args({
        'enable-hostpath-provisioner': 'true',
        'feature-gates': 'KubeletInUserNamespace=true',
        'leader-elect': 'false',
        'cluster-signing-duration': TEN_YEARS,
        profiling: 'false',
      }),
      extraEnvs: thrifty,
    },
    scheduler: {
      extraArgs: args({
        'feature-gates': 'KubeletInUserNamespace=true',
        'leader-elect': 'false',
        profiling: 'false',
      }),
      extraEnvs: thrifty,
    },
    // A lab that loses power is reset.
    etcd: { local: { extraArgs: args({ 'unsafe-no-fsync': 'true' }), extraEnvs: thrifty } },
  };
}

const kubelet = {
  kind: 'KubeletConfiguration',
  failCgroupV1: false,
  // Signed by the cluster's own authority, so that metrics-server trusts it as it comes.
  serverTLSBootstrap: true,
};

/** What these set is the host's, and not ours to change. */
const proxy = {
  kind: 'KubeProxyConfiguration',
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
};

/** YAML, as JSON is. */
export function kindConfig(kind: ClusterKind, image: string): string {
  return JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name: 'lab',
    networking: { apiServerAddress: '127.0.0.1', apiServerPort: 6443 },
    featureGates: { KubeletInUserNamespace: true },
    nodes: nodesOf(kind).map((_, index) => ({ role: index === 0 ? 'control-plane' : 'worker', image })),
    kubeadmConfigPatches: [clusterConfiguration(), kubelet, proxy].map((patch) => JSON.stringify(patch)),
  });
}
