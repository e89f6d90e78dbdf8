/** The kinds that the cluster panel knows: where the API has them, and what kubectl calls them. */
import { z } from 'zod';

const core = 'api/v1';
const networking = 'apis/networking.k8s.io/v1';
const apps = 'apis/apps/v1';

export const clusterKinds = {
  Namespace: { path: `${core}/namespaces`, resource: 'namespace', isNamespaced: false },
  Node: { path: `${core}/nodes`, resource: 'node', isNamespaced: false },
  Deployment: { path: `${apps}/deployments`, resource: 'deployment', isNamespaced: true },
  StatefulSet: { path: `${apps}/statefulsets`, resource: 'statefulset', isNamespaced: true },
  DaemonSet: { path: `${apps}/daemonsets`, resource: 'daemonset', isNamespaced: true },
  ReplicaSet: { path: `${apps}/replicasets`, resource: 'replicaset', isNamespaced: true },
  Job: { path: 'apis/batch/v1/jobs', resource: 'job', isNamespaced: true },
  CronJob: { path: 'apis/batch/v1/cronjobs', resource: 'cronjob', isNamespaced: true },
  Pod: { path: `${core}/pods`, resource: 'pod', isNamespaced: true },
  Service: { path: `${core}/services`, resource: 'service', isNamespaced: true },
  Ingress: { path: `${networking}/ingresses`, resource: 'ingress', isNamespaced: true },
  NetworkPolicy: { path: `${networking}/networkpolicies`, resource: 'networkpolicy', isNamespaced: true },
  ConfigMap: { path: `${core}/configmaps`, resource: 'configmap', isNamespaced: true },
  Secret: { path: `${core}/secrets`, resource: 'secret', isNamespaced: true },
  PersistentVolumeClaim: {
    path: `${core}/persistentvolumeclaims`,
    resource: 'persistentvolumeclaim',
    isNamespaced: true,
  },
  PersistentVolume: { path: `${core}/persistentvolumes`, resource: 'persistentvolume', isNamespaced: false },
  StorageClass: {
    path: 'apis/storage.k8s.io/v1/storageclasses',
    resource: 'storageclass',
    isNamespaced: false,
  },
  Event: { path: `${core}/events`, resource: 'event', isNamespaced: true },
} as const;

export type ClusterKind = keyof typeof clusterKinds;

export const clusterKindSchema = z.enum(Object.keys(clusterKinds) as [ClusterKind, ...ClusterKind[]]);
