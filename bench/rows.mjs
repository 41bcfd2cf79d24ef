import { confirm, confirmApi } from './rows/confirm.mjs';
import { contention } from './rows/contention.mjs';
import { growthOfBookings, growthOfHall } from './rows/growth.mjs';
import { holdAction } from './rows/hold-action.mjs';
import { holdApi } from './rows/hold-api.mjs';
import { holdScript } from './rows/hold-script.mjs';
import { live } from './rows/live.mjs';
import { mapState } from './rows/map-state.mjs';
import { memory } from './rows/memory.mjs';

/** What is promised, in the order in which it is told. @type {Record<string, import('./rig/finding.mjs').Row>} */
export const rows = {
  'hold-script': holdScript,
  'hold-api': holdApi,
  'hold-action': holdAction,
  confirm,
  'confirm-api': confirmApi,
  contention,
  'map-state': mapState,
  live,
  'growth-hall': growthOfHall,
  'growth-bookings': growthOfBookings,
  memory,
};
