import { fewSeats, manySeats, postgresKilled } from './booking-variants.mjs';
import { untilRest } from './hold-variants.mjs';
import { payers, waitForEndsShorter } from './payment-variants.mjs';

/**
 * Nothing is taken away, and all else is as with the others: what they find comes of their damage, not of the crowd, the copy,
 * or a judgement that always finds something.
 * @type {import('./variants.mjs').Variant[]}
 */
export const undamaged = [
  { name: 'nothing', what: 'all is as it is', by: [] },
  {
    name: 'nothing-few-seats',
    what: 'all is as it is, and people wait for one another',
    by: [],
    options: fewSeats,
  },
  {
    name: 'nothing-many-seats',
    what: 'all is as it is, and people meet the limit',
    by: [],
    options: manySeats,
  },
  { name: 'nothing-until-rest', what: 'all is as it is, and holds lapse', by: [], ...untilRest },
  {
    name: 'nothing-where-all-pay',
    what: 'all is as it is, and everybody pays',
    by: [],
    sources: [waitForEndsShorter],
    options: payers,
  },
  {
    name: 'nothing-while-postgres-dies',
    what: 'all is as it is, and PostgreSQL is killed',
    by: [],
    options: postgresKilled,
  },
];
