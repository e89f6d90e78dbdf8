import { z } from 'zod';
import { type Receipt, verifyReceipt } from '../../../lib/lab-api/ticket.ts';
import { slugSchema } from '../../../lib/lesson/schema.ts';
import { findPlace } from '../../../lib/web/find-place.ts';
import { answer, mutation } from '../../../lib/web/handle.ts';
import { currentLearner } from '../../../lib/web/learner.ts';
import { readWebSettings } from '../../../lib/web/settings.ts';
import { withStore } from '../../../lib/web/this-store.ts';
import { WebProblem } from '../../../lib/web/web-problem.ts';

export const dynamic = 'force-dynamic';

const MOST_HINTS = 20;

const bodySchema = z.union([
  /** The runner's word that a task passed. Sent again, it changes nothing. */
  z.strictObject({ receipt: z.string().min(1).max(2_000) }),
  /** The lesson whose page was opened. */
  z.strictObject({ seen: slugSchema }),
  /** A hint was opened; `number` from 1. */
  z.strictObject({
    hint: z.strictObject({ lesson: slugSchema, task: slugSchema, number: z.int().min(1).max(MOST_HINTS) }),
  }),
]);

export const GET = () => answer(() => withStore(({ progress }) => progress.progressOf(currentLearner())));

export const POST = mutation(bodySchema, async (body) => {
  const learner = currentLearner();
  if ('seen' in body) {
    await findPlace(body.seen);
    await withStore(({ progress }) => progress.recordVisit({ learner, lesson: body.seen, at: new Date() }));
    return {};
  }
  if ('hint' in body) {
    const { lesson, task, number } = body.hint;
    await findPlace(lesson);
    await withStore(({ progress }) =>
      progress.recordHint({ learner, lesson, task, hint: number, at: new Date() }),
    );
    return {};
  }
  const receipt = await verified(body.receipt);
  if (receipt.learner !== learner) throw new WebProblem('receipt_invalid');
  await withStore(({ progress }) =>
    progress.recordPasses([{ ...receipt, passedAt: new Date(receipt.passedAt) }]),
  );
  return {};
});

async function verified(token: string): Promise<Receipt> {
  const { ticketSecret } = readWebSettings();
  const receipt = ticketSecret && (await verifyReceipt(token, ticketSecret));
  if (!receipt?.ok || Number.isNaN(Date.parse(receipt.value.passedAt)))
    throw new WebProblem('receipt_invalid');
  return receipt.value;
}
