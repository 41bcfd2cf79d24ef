/** Everybody pays. */
const payers = ['--payers', '100', '--buyers', '150', '--seats', '600'];

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
];
