import { z } from 'zod';
import { textInput } from '@/lib/domain/inputs/text-input';
import { paymentProviderNames } from '@/lib/domain/payment';
import { granted } from '@/lib/domain/result';
import { abandonPayment } from '@/lib/use-cases/abandon-payment';
import { startPayment } from '@/lib/use-cases/start-payment';
import { takePaymentNotice } from '@/lib/use-cases/take-payment-notice';
import { viewPayment } from '@/lib/use-cases/view-payment';
import { paymentAnswer, tellPayment } from '../answers/booking-answers';
import { defineCall } from '../call';
import type { PlainCall } from '../plain-call';

const paymentPath = '/api/v1/tickets/bookings/{code}/payment';
const ofBooking = { params: z.strictObject({ code: textInput(40) }), answer: paymentAnswer };

export const paymentCalls = [
  defineCall({
    method: 'GET',
    path: paymentPath,
    name: 'viewPayment',
    summary: 'How the payment of one of my bookings stands; the provider is asked where that is open',
    who: 'account',
    scope: 'read',
    ...ofBooking,
    async handle({ buyer, params }) {
      const payment = await viewPayment({ buyer, code: params.code });
      return payment.ok ? granted({ data: tellPayment(payment.value) }) : payment;
    },
  }),
  defineCall({
    method: 'POST',
    path: paymentPath,
    name: 'startPayment',
    summary: 'Pay for one of my bookings, again where an attempt came to nothing; an open attempt goes on',
    who: 'account',
    scope: 'sell',
    limit: 'booking',
    ...ofBooking,
    async handle({ buyer, params }) {
      const payment = await startPayment({ buyer, code: params.code });
      return payment.ok ? granted({ data: tellPayment(payment.value) }) : payment;
    },
  }),
  defineCall({
    method: 'DELETE',
    path: paymentPath,
    name: 'abandonPayment',
    summary: 'Give one of my unpaid bookings up: its seats are free at once and nothing is charged',
    who: 'account',
    scope: 'sell',
    limit: 'booking',
    ...ofBooking,
    async handle({ buyer, params }) {
      const payment = await abandonPayment({ buyer, code: params.code });
      return payment.ok ? granted({ data: tellPayment(payment.value) }) : payment;
    },
  }),
];

/** What providers tell us; each signs it in its own way, over the bytes of the body. */
export const webhookCalls: readonly PlainCall[] = paymentProviderNames.map((provider) => ({
  method: 'POST',
  path: `/api/v1/webhooks/payments/${provider}`,
  name: `${provider}Webhook`,
  summary: 'For the payment provider alone: something became of a payment',
  produces: 'text/plain',
  async run(request) {
    const body = await request.readText();
    if (!body.ok) return body;
    const header = (name: string) => request.headers.get(name);
    const taken = await takePaymentNotice(provider, { body: body.value, header });
    return taken.ok ? granted({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }) : taken;
  },
}));
