import { z } from 'zod';
import { signTicket, TICKET_SECONDS } from '../../../lib/lab-api/ticket.ts';
import { slugSchema } from '../../../lib/lesson/schema.ts';
import { findPlace } from '../../../lib/web/find-place.ts';
import { mutation } from '../../../lib/web/handle.ts';
import { currentLearner } from '../../../lib/web/learner.ts';
import { readWebSettings } from '../../../lib/web/settings.ts';

const bodySchema = z.strictObject({ lesson: slugSchema });

/** A ticket for the learner's own lab of one lesson. */
export const POST = mutation(bodySchema, async ({ lesson }) => {
  await findPlace(lesson);
  const { ticketSecret } = readWebSettings();
  if (ticketSecret === null)
    throw new Error('DRYDOCK_TICKET_SECRET is not set: start Drydock by npm start, which sets it.');
  const ticket = await signTicket({ learner: currentLearner(), lesson, rights: 'own' }, ticketSecret);
  return { ticket, expiresAt: new Date(Date.now() + TICKET_SECONDS * 1000).toISOString() };
});
