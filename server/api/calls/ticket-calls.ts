import { z } from 'zod';
import { textInput } from '@/lib/domain/inputs/text-input';
import { granted } from '@/lib/domain/result';
import { issueTickets } from '@/lib/use-cases/issue-tickets';
import { listTicketKeys } from '@/lib/use-cases/list-ticket-keys';
import { renewTickets } from '@/lib/use-cases/renew-tickets';
import { issuedTicketAnswer, tellIssuedTicket } from '../answers/ticket-answers';
import { defineCall } from '../call';
import type { PlainCall } from '../plain-call';

const ticketsPath = '/api/v1/tickets/bookings/{code}/tickets';
const byCode = z.strictObject({ code: textInput(40) });
const issuedAnswer = z.strictObject({ tickets: z.array(issuedTicketAnswer) });

export const ticketCalls = [
  defineCall({
    method: 'GET',
    path: ticketsPath,
    name: 'issueTickets',
    summary: 'The signed tickets of one of my bookings; none unless it is confirmed',
    who: 'account',
    scope: 'read',
    params: byCode,
    answer: issuedAnswer,
    async handle({ buyer, params }) {
      const issued = await issueTickets({ buyer, code: params.code });
      return issued.ok ? granted({ data: { tickets: issued.value.map(tellIssuedTicket) } }) : issued;
    },
  }),
  defineCall({
    method: 'POST',
    path: `${ticketsPath}/renew`,
    name: 'renewTickets',
    summary: 'Make the tickets of one of my bookings anew; earlier ones admit nobody any more',
    who: 'account',
    scope: 'sell',
    limit: 'booking',
    params: byCode,
    answer: z.strictObject({ serial: z.int() }),
    async handle({ buyer, params }) {
      const renewed = await renewTickets({ buyer, code: params.code });
      return renewed.ok ? granted({ data: renewed.value }) : renewed;
    },
  }),
];

/** Public keys may be kept for five minutes: a new one is published a day before it signs. */
const keySetHeaders = { 'content-type': 'application/jwk-set+json', 'cache-control': 'public, max-age=300' };

export const ticketPlainCalls: readonly PlainCall[] = [
  {
    path: '/.well-known/jwks.json',
    name: 'ticketKeys',
    summary: 'The public keys that tickets are verified with (JSON Web Key Set)',
    produces: 'application/jwk-set+json',
    async run() {
      const keys = (await listTicketKeys()).map(({ publicKey }) => publicKey);
      return granted({ status: 200, headers: keySetHeaders, body: JSON.stringify({ keys }) });
    },
  },
];
