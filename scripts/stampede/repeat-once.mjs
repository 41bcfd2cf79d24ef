/** @typedef {import('./caller.mjs').Caller} Caller */

/**
 * A client that asks once more, at another process, where it got no answer: the connection was refused, or ended. Who gives
 * up by itself does not.
 * @param {Caller} calls
 */
export function repeatOnce(calls) {
  const seen = { repeated: 0, lost: 0 };
  /** @type {Caller} */
  const caller = {
    ...calls,
    async call(call, patience) {
      const heard = await calls.call(call, patience);
      if (heard.status !== 0 || patience !== undefined) return heard;
      seen.repeated += 1;
      const again = await calls.call(call);
      if (again.status === 0) seen.lost += 1;
      return again;
    },
  };
  return { caller, seen };
}
