/**
 * Values that a field takes and Kubernetes' published OpenAPI leaves out: there they are plain strings. A document that
 * names them itself, as a cluster's may, is believed instead.
 */
export const KUBERNETES_CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'core.v1.Container': { imagePullPolicy: ['Always', 'IfNotPresent', 'Never'] },
  'core.v1.ContainerPort': { protocol: ['TCP', 'UDP', 'SCTP'] },
  'core.v1.PersistentVolumeSpec': {
    persistentVolumeReclaimPolicy: ['Retain', 'Delete', 'Recycle'],
    volumeMode: ['Filesystem', 'Block'],
  },
  'core.v1.PersistentVolumeClaimSpec': { volumeMode: ['Filesystem', 'Block'] },
  'core.v1.PodSpec': {
    dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
    restartPolicy: ['Always', 'OnFailure', 'Never'],
  },
  'core.v1.SeccompProfile': { type: ['RuntimeDefault', 'Localhost', 'Unconfined'] },
  'core.v1.AppArmorProfile': { type: ['RuntimeDefault', 'Localhost', 'Unconfined'] },
  'core.v1.ServicePort': { protocol: ['TCP', 'UDP', 'SCTP'] },
  'core.v1.ServiceSpec': {
    externalTrafficPolicy: ['Cluster', 'Local'],
    internalTrafficPolicy: ['Cluster', 'Local'],
    sessionAffinity: ['None', 'ClientIP'],
    type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  },
  'core.v1.Taint': { effect: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
  'core.v1.Toleration': { effect: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] },
  'core.v1.NodeSelectorRequirement': { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] },
  'core.v1.TopologySpreadConstraint': { whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'] },
  'apps.v1.DeploymentStrategy': { type: ['RollingUpdate', 'Recreate'] },
  'apps.v1.DaemonSetUpdateStrategy': { type: ['RollingUpdate', 'OnDelete'] },
  'apps.v1.StatefulSetUpdateStrategy': { type: ['RollingUpdate', 'OnDelete'] },
  'apps.v1.StatefulSetSpec': { podManagementPolicy: ['OrderedReady', 'Parallel'] },
  'batch.v1.CronJobSpec': { concurrencyPolicy: ['Allow', 'Forbid', 'Replace'] },
  'batch.v1.JobSpec': { completionMode: ['NonIndexed', 'Indexed'] },
  'networking.v1.HTTPIngressPath': { pathType: ['Prefix', 'Exact', 'ImplementationSpecific'] },
  'networking.v1.NetworkPolicyPort': { protocol: ['TCP', 'UDP', 'SCTP'] },
  'apis.meta.v1.LabelSelectorRequirement': { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  'autoscaling.v2.MetricTarget': { type: ['Utilization', 'Value', 'AverageValue'] },
  'rbac.v1.RoleRef': { kind: ['Role', 'ClusterRole'] },
  'rbac.v1.Subject': { kind: ['ServiceAccount', 'User', 'Group'] },
};

/** The same for lists: what each item may be. */
export const KUBERNETES_ITEM_CHOICES: typeof KUBERNETES_CHOICES = {
  'core.v1.PersistentVolumeClaimSpec': {
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  },
  'core.v1.PersistentVolumeSpec': {
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
  },
  'networking.v1.NetworkPolicySpec': { policyTypes: ['Ingress', 'Egress'] },
};
