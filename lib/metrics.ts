import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

function build() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'rowlock_http_request_seconds',
      help: 'Time to answer an API request, by route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    holds: new Counter({
      name: 'rowlock_holds_total',
      help: 'Holds asked for, by outcome (held or the refusal code).',
      labelNames: ['outcome'],
      registers,
    }),
    bestAvailableRetries: new Counter({
      name: 'rowlock_best_available_retries_total',
      help: 'Best-available choices that another process took first.',
      registers,
    }),
    bookings: new Counter({
      name: 'rowlock_bookings_total',
      help: 'Bookings asked for, by outcome (confirmed, claimed, replayed or the refusal code).',
      labelNames: ['outcome'],
      registers,
    }),
    checkIns: new Counter({
      name: 'rowlock_check_ins_total',
      help: 'Tickets scanned at the door, by verdict (ADMITTED or the refusal code).',
      labelNames: ['verdict'],
      registers,
    }),
    standbyOffers: new Counter({
      name: 'rowlock_standby_offers_total',
      help: 'Seats offered to people who stood by, by outcome (offered, passed_over, lost, gone).',
      labelNames: ['outcome'],
      registers,
    }),
    transactionRetries: new Counter({
      name: 'rowlock_transaction_retries_total',
      help: 'Transactions run again after a deadlock or a serialization failure.',
      registers,
    }),
    outages: new Counter({
      name: 'rowlock_store_unavailable_total',
      help: 'Calls that found a store out of reach.',
      labelNames: ['store'],
      registers,
    }),
    seatStateRebuilds: new Counter({
      name: 'rowlock_seat_state_rebuilds_total',
      help: 'Seat maps built anew from PostgreSQL after Redis lost them.',
      registers,
    }),
    accessTokens: new Counter({
      name: 'rowlock_access_tokens_total',
      help: 'Access tokens asked of payment providers, by outcome: granted, superseded (too late to be kept), refused, failed.',
      labelNames: ['outcome'],
      registers,
    }),
    paymentSeconds: new Histogram({
      name: 'rowlock_payment_call_seconds',
      help: 'Time of calls to payment providers, by call and outcome: done, refused, unknown, unavailable.',
      labelNames: ['provider', 'call', 'outcome'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8],
      registers,
    }),
    refunds: new Counter({
      name: 'rowlock_refunds_total',
      help: 'Refunds asked of payment providers, by outcome: done, refused (somebody must look), unknown, unavailable, off.',
      labelNames: ['outcome'],
      registers,
    }),
    openPayments: new Gauge({
      name: 'rowlock_payments_open',
      help: 'Payments that are not settled, of all instances: starting, to_approve (the buyer’s turn), approved.',
      labelNames: ['state'],
      registers,
    }),
    unansweredPayments: new Gauge({
      name: 'rowlock_payments_unanswered',
      help: 'Payments, of all instances, of which their provider did not say three times in a row how they stand.',
      registers,
    }),
    openRefunds: new Gauge({
      name: 'rowlock_refunds_open',
      help: 'Refunds that are not done, of all instances: due, failed (somebody must look).',
      labelNames: ['state'],
      registers,
    }),
    mails: new Counter({
      name: 'rowlock_mails_total',
      help: 'Mails by what became of them: sent, put_off (tried again later), given_up, pointless (overtaken by what happened since).',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    outboxWaiting: new Gauge({
      name: 'rowlock_outbox_waiting',
      help: 'Outbox rows seen waiting at the last pass.',
      registers,
    }),
    lockWaitSeconds: new Histogram({
      name: 'rowlock_lock_wait_seconds',
      help: 'Time from asking for a lock to having it, or to giving up, by kind of lock and outcome.',
      labelNames: ['kind', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    lockWaiters: new Gauge({
      name: 'rowlock_lock_waiters',
      help: 'Requests of this process that wait for a lock now, by kind of lock.',
      labelNames: ['kind'],
      registers,
    }),
    lockTokensRestored: new Counter({
      name: 'rowlock_lock_tokens_restored_total',
      help: 'Locks whose owner, or whose next owner, went away without a word.',
      labelNames: ['kind'],
      registers,
    }),
    outOfTurn: new Counter({
      name: 'rowlock_bookings_out_of_turn_total',
      help: 'Bookings of standing areas that went on without their turn, as Redis was away: sold right, in no order.',
      registers,
    }),
    watchers: new Gauge({
      name: 'rowlock_live_watchers',
      help: 'Open live streams of this process.',
      registers,
    }),
    waitingWatchers: new Gauge({
      name: 'rowlock_waiting_room_watchers',
      help: 'Open streams of waiting rooms in this process.',
      registers,
    }),
    admissions: new Counter({
      name: 'rowlock_waiting_room_moves_total',
      help: 'People the clock of this process moved, by what became of them (admitted, skipped, ended).',
      labelNames: ['to'],
      registers,
    }),
    callP95: new Gauge({
      name: 'rowlock_sale_call_p95_seconds',
      help: 'What 95 of 100 holds, bookings and store calls of the last 10 s took at most in this process.',
      registers,
    }),
    poolUseSeconds: new Histogram({
      name: 'rowlock_database_use_seconds',
      help: 'For how long a database connection was out of the pool: a query, or a whole transaction.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    }),
    poolConnections: new Gauge({
      name: 'rowlock_database_connections',
      help: 'Database connections of this process, by state.',
      labelNames: ['state'],
      registers,
    }),
  };
}

// On globalThis: the HTTP server and the pages are two bundles in one process and share one set of metrics.
const shared = globalThis as typeof globalThis & { rowlockMetrics?: ReturnType<typeof build> };
shared.rowlockMetrics ??= build();

/** Every metric of the process; served at /api/metrics. */
export const metrics = shared.rowlockMetrics;
