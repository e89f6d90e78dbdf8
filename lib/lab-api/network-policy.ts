/** `spec` of a networking.k8s.io/v1 NetworkPolicy, in the API's own words. */
import { z } from 'zod';

const text = z.string().max(512);

export const labelSelectorSchema = z.object({
  matchLabels: z.record(text, text).optional(),
  matchExpressions: z
    .array(z.object({ key: text, operator: text, values: z.array(text).optional() }))
    .optional(),
});
export type LabelSelector = z.infer<typeof labelSelectorSchema>;

const peerSchema = z.object({
  podSelector: labelSelectorSchema.optional(),
  namespaceSelector: labelSelectorSchema.optional(),
  ipBlock: z.object({ cidr: text, except: z.array(text).optional() }).optional(),
});
export type PolicyPeer = z.infer<typeof peerSchema>;

const portSchema = z.object({
  protocol: text.optional(),
  port: z.union([z.number(), text]).optional(),
  endPort: z.number().optional(),
});
export type PolicyPort = z.infer<typeof portSchema>;

const ports = z.array(portSchema).optional();

export const networkPolicySpecSchema = z.object({
  podSelector: labelSelectorSchema.optional(),
  policyTypes: z.array(text).optional(),
  ingress: z.array(z.object({ from: z.array(peerSchema).optional(), ports })).optional(),
  egress: z.array(z.object({ to: z.array(peerSchema).optional(), ports })).optional(),
});
export type NetworkPolicySpec = z.infer<typeof networkPolicySpecSchema>;
