/** Who asks. Solo mode has one learner and listens on loopback; accounts will look at the session here. */
export function currentLearner(): string {
  return 'solo';
}
