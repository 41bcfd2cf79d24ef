/** An expected answer: the value, or a refusal that says why not. Bugs and outages throw instead. */
export type Result<Value, Refusal> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/** A granted answer. */
export function granted<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/** An expected "no". */
export function refused<const Refusal>(refusal: Refusal): { ok: false; refusal: Refusal } {
  return { ok: false, refusal };
}
