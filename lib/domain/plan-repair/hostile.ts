import { type PlanReport, type Spot, within } from './report';
import { showable } from './text';

/** A plan needs 8 (a point of a polygon of an area of a zone). */
export const maxDepth = 16;
/** 120,000 seats have 2 million values; the rest is room for the properties of other programs. */
export const maxValues = 8_000_000;
const prototypeKeys = new Set(['__proto__', 'constructor', 'prototype']);
/** What a browser would run if somebody drew a text as markup. No label of a hall looks like this. */
const script =
  /<\s{0,9}\/?\s{0,9}(script|iframe|object|embed|svg|img|style|link|meta|html|body|base|form|math|video|audio|foreignobject|template|!doctype|!entity|!\[cdata|\?xml)|\bon\w+\s*=\s*["'(]|(javascript|vbscript)\s*:|data\s*:\s*text\/html/i;

/** Refuses what no drawing program writes and an attacker would; nothing of it is repaired. */
export function refuseHostile(report: PlanReport, json: unknown): void {
  const waiting: { value: unknown; spot: Spot | null; depth: number }[] = [
    { value: json, spot: null, depth: 1 },
  ];
  let values = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, spot, depth } = next;
    if (depth > maxDepth) {
      report.refuse(spot, `nested deeper than ${maxDepth} levels`);
      return;
    }
    const isList = Array.isArray(value);
    const keys = isList ? value.keys() : Object.keys(value as object);
    for (const key of keys) {
      values += 1;
      if (values > maxValues) {
        report.refuse(null, `more than ${maxValues} values`);
        return;
      }
      const inner: unknown = isList ? value[key as number] : (value as Record<string, unknown>)[key];
      if (typeof key === 'string') judgeKey(report, spot, key);
      if (typeof inner === 'string') judgeText(report, spot, key, inner);
      else if (typeof inner === 'object' && inner !== null) {
        waiting.push({ value: inner, spot: within(spot, key), depth: depth + 1 });
      }
    }
  }
}

function judgeKey(report: PlanReport, spot: Spot | null, key: string): void {
  if (prototypeKeys.has(key)) report.refuse(within(spot, key), 'a property of this name is not allowed');
  judgeText(report, spot, key, key);
}

function judgeText(report: PlanReport, spot: Spot | null, key: string | number, text: string): void {
  // Most labels are a few letters; only what could be markup is looked at closely.
  // As it would be shown: a control character within a tag's name would hide it here and be gone later.
  if (text.length < 4 || !/[<:=]/.test(text) || !script.test(showable(text))) return;
  report.refuse(within(spot, key), 'markup or script in a text is not allowed');
}
