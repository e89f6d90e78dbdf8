/** Opens the database before the first page is served: what is wrong with it is said at the start, not to a learner. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { openStoreOrExit } = await import('./lib/web/open-store-or-exit.ts');
  await openStoreOrExit();
}
