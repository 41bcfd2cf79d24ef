import { manySeats } from './booking-variants.mjs';

/** What is remembered under a key, and what the map is told. @type {import('./variants.mjs').Variant[]} */
export const answerVariants = [
  {
    name: 'key-not-kept',
    what: 'a booking does not keep its idempotency key',
    by: ['I5'],
    functions: [
      [
        'confirm_booking',
        "INSERT INTO idempotency_keys (buyer_id, operation, key, body_hash, answer)\n    VALUES (p_buyer, 'book', p_key, p_body_hash, answer);",
        '',
      ],
    ],
  },
  {
    name: 'key-not-asked',
    what: 'nobody looks whether a key was answered before',
    by: ['I5'],
    functions: [['earlier_answer', 'WHERE k.buyer_id = p_buyer', 'WHERE false AND k.buyer_id = p_buyer']],
  },
  {
    name: 'twin-not-looked-up',
    what: 'who is refused in their turn does not look whether a twin of the call has just booked',
    by: ['I5'],
    sources: [
      [
        'lib/sale/make-booking.ts',
        'if (claim.refusal) return (await replayBooking(attempt)) ?? refused(await reasonOf(sale, claim.refusal));',
        'if (claim.refusal) return refused(claim.refusal);',
      ],
    ],
    options: manySeats,
  },
  {
    name: 'map-not-told',
    what: 'the map never hears what was sold',
    by: ['I19'],
    sources: [
      ['lib/use-cases/drain-outbox.ts', 'await applySeatBase({ scheduleId }, base);', 'void base;'],
      [
        'lib/sale/tell-seat-base.ts',
        'await applySeatBase(subject, base, booked);',
        'await applySeatBase(subject, { seats: [], areas: [] }, booked);',
      ],
    ],
  },
  {
    name: 'fence-ignored',
    what: "a word on a seat that was overtaken on its way counts as the newest: the seat's epoch is not asked",
    by: ['I19'],
    sources: [
      [
        'lib/redis/scripts/apply-base.lua',
        "if epoch > redis.call('BITFIELD', EPOCHS, 'GET', 'u32', '#' .. place)[1] then",
        'do',
      ],
      // Some words are late, as those of a process that was paused are; with the fence that is harmless.
      [
        'lib/sale/tell-seat-base.ts',
        'await applySeatBase(subject, base, booked);',
        `await applySeatBase(subject, { seats: [], areas: [] }, booked);
    const late = () => void applySeatBase({ scheduleId: subject.scheduleId }, base).catch(() => undefined);
    setTimeout(late, Math.random() * 4000);`,
      ],
    ],
  },
];
