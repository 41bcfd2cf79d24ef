/** @typedef {import('./caller.mjs').Caller} Caller */

/**
 * A client that asks once more, at another process, where it got no answer. Who gives up by itself does not. Notes why there was
 * none, and how often there was none at the repeat either.
 * @param {Caller} calls
 */
export function repeatOnce(calls) {
  /** @type {Record<import('./caller.mjs').Why | 'lost', number>} */
  const seen = { unconnected: 0, cut: 0, late: 0, lost: 0 };
  /** @type {Caller} */
  const caller = {
    ...calls,
    async call(call, patience) {
      const isMissing = (/** @type {import('./caller.mjs').Heard} */ { why }) =>
        why !== undefined && !(why === 'late' && patience !== undefined);
      const heard = await calls.call(call, patience);
      if (!heard.why || !isMissing(heard)) return heard;
      seen[heard.why] += 1;
      const again = await calls.call(call, patience);
      if (isMissing(again)) seen.lost += 1;
      return again;
    },
  };
  return { caller, seen };
}
