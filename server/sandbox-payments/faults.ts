import { settingsOf } from './accounts';
import type { Ledger } from './ledger';
import type { Fault } from './records';

/** Chooses what goes wrong with a call, as an account's switches say. */
export class Faults {
  readonly #ledger: Ledger;
  /** How often each limited switch has acted; forgotten with a restart, like the switch's own list when it is set anew. */
  readonly #acted = new WeakMap<Fault, number>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** The first switch that hits this call. */
  pick(account: string, call: Fault['on']): Fault | undefined {
    return settingsOf(this.#ledger, account).faults.find((fault) => this.#hits(fault, call));
  }

  #hits(fault: Fault, call: Fault['on']): boolean {
    if (fault.on !== 'any' && fault.on !== call) return false;
    const acted = this.#acted.get(fault) ?? 0;
    if (fault.times > 0 && acted >= fault.times) return false;
    if (fault.share < 1 && Math.random() >= fault.share) return false;
    this.#acted.set(fault, acted + 1);
    return true;
  }
}
