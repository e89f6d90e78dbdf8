/** What the learner gets when they start, as in lab.yaml. */
export interface LabOffer {
  readonly sandbox: 'docker' | 'cluster' | 'cluster-3';
  /** How long the lab lives. */
  readonly minutes: number;
  readonly taskCount: number;
}
