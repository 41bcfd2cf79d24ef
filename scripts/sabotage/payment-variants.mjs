/** Everybody pays. */
export const payers = ['--payers', '100', '--buyers', '150', '--seats', '600'];

/** Long enough for every claim to end; what does not is waited for in vain. @type {import('./guards-before.mjs').Change} */
export const waitForEndsShorter = [
  'scripts/stampede/rest.mjs',
  'const endMilliseconds = 60_000;',
  'const endMilliseconds = 25_000;',
];

/** What becomes of money. @type {import('./variants.mjs').Variant[]} */
export const paymentVariants = [
  {
    name: 'webhook-twice',
    what: 'what a provider tells of a payment that is settled is brought in once more',
    by: ['I6'],
    sources: [
      [
        'lib/postgres/payment-notice-store.ts',
        'p.payment_id = n.payment_id AND p.settled_at IS NULL',
        'p.payment_id = n.payment_id',
      ],
      [
        'lib/postgres/payment-store.ts',
        'AND b.id = p.booking_id AND p.settled_at IS NULL\n        AND (p.lease',
        'AND b.id = p.booking_id\n        AND (p.lease',
      ],
    ],
    functions: [
      [
        'settle_payment',
        'IF payment.booking_id IS NULL OR payment.settled_at IS NOT NULL THEN',
        'IF payment.booking_id IS NULL THEN',
      ],
    ],
    options: payers,
  },
  {
    name: 'refund-not-owed',
    what: 'who cancels what was paid for gets nothing back',
    by: ['I6'],
    functions: [['cancel_tickets', 'AND p.captured_minor > 0 AND price > p_fee', 'AND false']],
    options: payers,
  },
  {
    name: 'claims-do-not-end',
    what: 'a claim that is not paid in time keeps its seats',
    by: ['I15'],
    sources: [waitForEndsShorter],
    functions: [['expire_booking', "status = 'PENDING' AND expires_at", 'false AND expires_at']],
    options: payers,
  },
];
