import { z } from 'zod';
import { emailInput } from './account-inputs';
import { labelInput, momentInput, textInput } from './text-input';

/** Offline scans one request may tell. */
export const scansOfARequest = 100;
/** Tickets a page of the door list has at most. */
export const ticketsOfAPage = 5000;

const scanned = {
  /** What the QR code says. Whatever is longer is no ticket of ours. */
  ticket: z.string().min(1).max(1000).optional(),
  /** A ticket looked up by hand. */
  ticket_id: textInput(200).optional(),
};
const scanId = textInput(64);
/** What people call the scanning device: "Gate A". */
export const deviceIdInput = z.string().trim().pipe(textInput(40));

/** Adds the rule that a ticket is named in exactly one of the two ways. */
function oneTicket<Shape extends z.ZodRawShape>(input: z.ZodObject<Shape>) {
  const ways = ['ticket', 'ticket_id'];
  return input.superRefine((value, context) => {
    const used = ways.filter((way) => (value as Record<string, unknown>)[way] !== undefined);
    for (const way of used.length === 0 ? ['ticket'] : used) {
      if (used.length !== 1) context.addIssue({ code: 'custom', path: [way], params: { oneOf: ways } });
    }
  });
}

export const checkInInput = oneTicket(
  z.strictObject({
    schedule_id: labelInput(),
    device_id: deviceIdInput,
    ...scanned,
    scan_id: scanId.optional(),
    scanned_at: momentInput.optional(),
  }),
);

const offlineScan = oneTicket(z.strictObject({ scan_id: scanId, ...scanned, scanned_at: momentInput }));

export const offlineScansInput = z.strictObject({
  schedule_id: labelInput(),
  device_id: deviceIdInput,
  scans: z.array(offlineScan).min(1).max(scansOfARequest),
});

export const doorListQuery = z.strictObject({
  schedule_id: labelInput(),
  since: momentInput.optional(),
  cursor: textInput(200).optional(),
  limit: z.coerce.number().int().min(1).max(ticketsOfAPage).default(1000),
});

export const newStaffInput = z.strictObject({ email: emailInput });

export const staffMemberInput = z.strictObject({ eventId: labelInput(), userId: textInput(64) });
