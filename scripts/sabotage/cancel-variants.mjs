/** What a cancellation gives back and writes down. @type {import('./variants.mjs').Variant[]} */
export const cancelVariants = [
  {
    name: 'books-not-kept',
    what: 'a cancellation leaves no audit row',
    by: ['I16'],
    functions: [['cancel_tickets', 'INSERT INTO booking_audit', 'INSERT INTO no_audit']],
    statements: ['CREATE TABLE no_audit (LIKE booking_audit INCLUDING ALL)'],
  },
  {
    name: 'cancelled-seats-stay',
    what: 'a cancelled booking keeps its seats',
    by: ['I4'],
    functions: [['give_tickets_back', 'SET live = false', 'SET live = true']],
  },
  {
    name: 'cancelled-seats-not-sold-again',
    what: 'seats of a cancelled booking stay sold',
    by: ['I1'],
    functions: [
      [
        'give_tickets_back',
        "set_seat_status(p_schedule, places, 'available')",
        "set_seat_status(p_schedule, places, 'sold')",
      ],
    ],
  },
  {
    name: 'cancel-of-others',
    what: 'a cancellation frees another booking than it says',
    by: ['I1', 'I4'],
    functions: [
      [
        'cancel_tickets',
        'RETURN give_tickets_back(p_booking,',
        'RETURN give_tickets_back((SELECT id FROM bookings ORDER BY random() LIMIT 1),',
      ],
    ],
  },
];
