import { maxDepth, maxValues } from './plan-repair/hostile';
import type { PlanDefect } from './plan-repair/report';
import { scanJson } from './plan-repair/scan-json';
import { type PlanInvalid, type RepairedPlan, repairSeatingPlan } from './repair-seating-plan';
import { granted, type Result, refused } from './result';

/** 120,000 seats in indented JSON are 50 MB. */
export const maxPlanBytes = 64_000_000;

/**
 * A seating plan from a file's bytes, repaired as `repairSeatingPlan` does. Refuses `PLAN_INVALID` also what is no JSON
 * in UTF-8, too large, too deep, or says one thing twice.
 */
export function readPlanFile(bytes: Uint8Array): Result<RepairedPlan, PlanInvalid> {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const { text, hasMark } = decoded.value;
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const repaired = repairSeatingPlan(parsed.value);
  if (!repaired.ok || !hasMark) return repaired;
  const { plan, defects, counts } = repaired.value;
  const mark: PlanDefect = { code: 'BYTE_ORDER_MARK', path: '', place: '', done: 'left out' };
  return granted({ plan, defects: [mark, ...defects], counts: { [mark.code]: 1, ...counts } });
}

function decode(bytes: Uint8Array): Result<{ text: string; hasMark: boolean }, PlanInvalid> {
  if (bytes.length > maxPlanBytes) {
    return invalid(`the file has ${bytes.length} bytes; at most ${maxPlanBytes} are read`);
  }
  const other = otherFormat(bytes);
  if (other) return invalid(other);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.trim() === '') return invalid('the file is empty');
    if (text.trimStart().startsWith('<')) return invalid('the file is XML, SVG or HTML, not JSON');
    return granted({ text, hasMark });
  } catch {
    return invalid('the file is not text in UTF-8');
  }
}

/** Files that are something else, by their first bytes. */
function otherFormat([first, second, third]: Uint8Array): string | undefined {
  if (first === 0x1f && second === 0x8b) return 'the file is compressed (gzip); decompress it first';
  if (first === 0x50 && second === 0x4b) return 'the file is a ZIP archive; unpack it first';
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const hasZero = (first === 0 || second === 0) && third !== undefined;
  if (isUtf16 || hasZero) return 'the file is in UTF-16 or UTF-32; save it as UTF-8';
  return undefined;
}

function parse(text: string): Result<unknown, PlanInvalid> {
  const scan = scanJson(text, { maxDepth, maxValues });
  if (scan.tooDeep) return invalid(`nested deeper than ${maxDepth} levels`);
  if (scan.tooMany) return invalid(`more than ${maxValues} values`);
  try {
    const json: unknown = JSON.parse(text);
    const issues = scan.duplicates.map((path) => ({ path, message: 'this property is there twice' }));
    return issues.length > 0 ? refused({ code: 'PLAN_INVALID', issues }) : granted(json);
  } catch (error) {
    return invalid(`no JSON: ${error instanceof Error ? tame(error.message) : 'it cannot be parsed'}`);
  }
}

/** The parser's message quotes the file, which may hold what a terminal would obey. */
function tame(message: string): string {
  return message.replace(/\p{C}/gu, ' ').slice(0, 200);
}

function invalid(message: string): { ok: false; refusal: PlanInvalid } {
  const refusal: PlanInvalid = { code: 'PLAN_INVALID', issues: [{ path: '', message }] };
  return refused(refusal);
}
