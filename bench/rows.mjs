import { holdApi } from './rows/hold-api.mjs';
import { holdScript } from './rows/hold-script.mjs';
import { mapState } from './rows/map-state.mjs';

/** What is promised, in the order in which it is told. @type {Record<string, import('./rig/finding.mjs').Row>} */
export const rows = {
  'hold-script': holdScript,
  'hold-api': holdApi,
  'map-state': mapState,
};
