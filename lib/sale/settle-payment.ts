import { crashPoint } from '@/lib/crash-point';
import type { Payment } from '@/lib/domain/payment';
import { granted, type Result } from '@/lib/domain/result';
import { isStoreUnavailable } from '@/lib/domain/store-unavailable';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import type { PaymentAnswer, PaymentProvider } from '@/lib/payments/payment-provider';
import { paymentProvider } from '@/lib/payments/payment-providers';
import {
  type OpenPayment,
  type ProviderWord,
  releasePayment,
  type Settled,
  settlePaymentInDatabase,
} from '@/lib/postgres/payment-store';
import { BookingLine } from './booking-line';
import { endSatedAdmission } from './end-sated-admission';
import { inAreasTurn } from './in-areas-turn';
import { tellSeatBase } from './tell-seat-base';
import { withBuyerLock } from './with-buyer-lock';

/** Asked, captured, confirmed, and once more for what another had done meanwhile: longer ways are taken up again later. */
const mostSteps = 6;

/** Nothing is known of it at the provider. */
const unheard: ProviderWord = { paymentId: null, state: 'starting', approvalUrl: null, declineReason: null };

/**
 * Goes on with a payment that was taken up, as far as it goes now: asks the provider, brings in what it says, does what
 * follows (capture, void), and lets go of it. What is unknown or out of reach stays open and is taken up again. No
 * database connection is held while the provider is asked. For page, webhook and reconciler alike. Never fails.
 */
export async function settlePayment(open: OpenPayment): Promise<void> {
  const { bookingId, attempt } = open;
  let answered = false;
  try {
    const provider = paymentProvider(open.provider);
    if (!provider)
      log.warn({ provider: open.provider, bookingId }, 'a payment is open at a provider that is off');
    else answered = await goOn(open, provider);
  } catch (error) {
    if (!isStoreUnavailable(error)) log.error({ error, bookingId, attempt }, 'settling a payment failed');
  }
  await releasePayment(open, answered).catch((error: unknown) => {
    if (!isStoreUnavailable(error)) log.error({ error, bookingId, attempt }, 'releasing a payment failed');
  });
}

/** Whether the provider said all it was asked. */
async function goOn(open: OpenPayment, provider: PaymentProvider): Promise<boolean> {
  let word = await firstWord(open, provider);
  for (let step = 0; word && step < mostSteps; step += 1) {
    const paymentId: string | null = word.paymentId ?? open.paymentId;
    const next = await bringIn(open, word);
    if (paymentId === null || (next !== 'capture' && next !== 'void')) return true;
    crashPoint(`${next}_due`);
    word = await change(open, provider, paymentId, next);
    crashPoint(`${next}_answered`);
  }
  return word !== null;
}

/** How the payment stands at the provider; null when it does not say. */
async function firstWord(open: OpenPayment, provider: PaymentProvider): Promise<ProviderWord | null> {
  if (open.paymentId !== null) {
    return fetchWord(open, provider, open.paymentId, open.status === 'CAPTURING');
  }
  // Nobody has seen the page of a payment that has no id yet: where the claim has ended it needs no end of its own.
  if (open.status !== 'PENDING') return unheard;
  crashPoint('authorize_due');
  const answer = await provider.authorize({
    ...{ merchantId: open.merchantId, merchantName: open.merchantName, description: open.description },
    ...{ reference: open.bookingId, price: { amount: open.amountMinor, currency: open.currency } },
    returnUrl: new URL(`/bookings/${open.code}/payment`, env().APP_URL).href,
    approveBy: open.expiresAt,
    idempotencyKey: keyOf(open, 'authorize'),
  });
  crashPoint('authorize_answered');
  if (answer.outcome === 'unknown') return null;
  if (answer.outcome === 'done') return wordOf(answer.payment);
  return { ...unheard, state: 'declined', declineReason: answer.refusal.code };
}

/**
 * A payment its provider does not know (an account was changed, its books were lost) came to nothing; but where its money may
 * have been taken it says nothing, and the seats are kept for a person to look.
 */
async function fetchWord(
  { merchantId, bookingId }: OpenPayment,
  provider: PaymentProvider,
  paymentId: string,
  mayBeTaken: boolean,
): Promise<ProviderWord | null> {
  const payment = await provider.get({ merchantId, paymentId });
  if (payment) return wordOf(payment);
  log.error({ bookingId, paymentId, mayBeTaken }, 'a provider does not know a payment it has given us');
  return mayBeTaken ? null : { ...unheard, paymentId, state: 'voided' };
}

/** Captures or lets go; where that is refused, the payment is in another state than we knew. */
async function change(
  open: OpenPayment,
  provider: PaymentProvider,
  paymentId: string,
  what: 'capture' | 'void',
): Promise<ProviderWord | null> {
  const wish = { merchantId: open.merchantId, paymentId, idempotencyKey: keyOf(open, what) };
  const answer: PaymentAnswer = await provider[what](wish);
  if (answer.outcome === 'unknown') return null;
  if (answer.outcome === 'done') return wordOf(answer.payment);
  if (answer.refusal.code === 'PAYMENT_DECLINED') {
    return { ...unheard, paymentId, state: 'declined', declineReason: answer.refusal.reason };
  }
  return fetchWord(open, provider, paymentId, what === 'capture');
}

function keyOf({ bookingId, attempt }: OpenPayment, what: 'authorize' | 'capture' | 'void'): string {
  return `${bookingId}.${attempt}.${what}`;
}

function wordOf({ id, state, approvalUrl, declineReason }: Payment): ProviderWord {
  return { paymentId: id, state, approvalUrl, declineReason };
}

/**
 * Writes down what the provider said, like other writes in the buyer's turn, and in the turn of the standing areas whose
 * entries get their numbers by it; says what is to be done next. 'wait' too where a turn does not come: later, then.
 */
async function bringIn(open: OpenPayment, word: ProviderWord): Promise<Settled['next']> {
  const { scheduleId, buyerId: userId, bookingId } = open;
  const whose = { scheduleId, userId };
  const write = () => settlePaymentInDatabase(open, word);
  const inTurns = async (): Promise<Result<Settled, { code: 'AREA_BUSY' }>> => {
    const line = new BookingLine({ ...whose, idempotencyKey: bookingId });
    try {
      return await inAreasTurn(scheduleId, word.state === 'captured' ? open.areas : [], line, write);
    } finally {
      // Where its turn did not come it would tell its place for ever.
      line.leave();
    }
  };
  // What moves nothing waits for nobody.
  const said =
    word.state === 'requires_approval' ? granted(await write()) : await withBuyerLock(whose, inTurns);
  if (!said.ok) return 'wait';
  crashPoint(`${word.state}_noted`);
  const { next, changed: seats, changed_areas: areas } = said.value;
  if (seats.length + areas.length > 0) await tellSeatBase({ scheduleId }, { seats, areas });
  crashPoint(`${word.state}_told`);
  if (word.state === 'captured') await endSatedAdmission(whose);
  return next;
}
