/** What a look at JSON text shows before anything is built of it. */
export interface JsonScan {
  /** The nesting goes beyond the limit, or there are more values than the limit; the scan ended there. */
  tooDeep: boolean;
  tooMany: boolean;
  /** Paths of properties that one object has twice: parsers silently take the last, people may mean the first. */
  duplicates: string[];
}

interface Level {
  /** Of an object; null for a list. */
  keys: Set<string> | null;
  /** The property or index under way. */
  at: string | number;
}

const maxDuplicates = 20;
const quote = 0x22;
const backslash = 0x5c;

/** Goes through JSON text once, by its brackets, commas and strings. Makes no judgement on text that is no JSON. */
export function scanJson(text: string, limits: { maxDepth: number; maxValues: number }): JsonScan {
  const scan: JsonScan = { tooDeep: false, tooMany: false, duplicates: [] };
  const levels: Level[] = [];
  let values = 0;
  let isKeyNext = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    const level = levels.at(-1);
    if (character === quote) {
      const end = endOfString(text, index);
      if (isKeyNext && level?.keys) takeKey(scan, levels, level, text.slice(index, end + 1));
      isKeyNext = false;
      index = end;
    } else if (character === 0x7b || character === 0x5b) {
      isKeyNext = character === 0x7b;
      levels.push({ keys: isKeyNext ? new Set() : null, at: 0 });
      values += 1;
      scan.tooDeep = levels.length > limits.maxDepth;
    } else if (character === 0x7d || character === 0x5d) {
      levels.pop();
      isKeyNext = false;
    } else if (character === 0x2c && level) {
      values += 1;
      isKeyNext = level.keys !== null;
      if (typeof level.at === 'number') level.at += 1;
    }
    scan.tooMany = values > limits.maxValues;
    if (scan.tooDeep || scan.tooMany) return scan;
  }
  return scan;
}

function takeKey(scan: JsonScan, levels: readonly Level[], level: Level, written: string): void {
  const key = decoded(written);
  level.at = key;
  if (!level.keys?.has(key)) level.keys?.add(key);
  else if (scan.duplicates.length < maxDuplicates) scan.duplicates.push(levels.map(({ at }) => at).join('.'));
}

/** "\u0061" and "a" are the same name. */
function decoded(written: string): string {
  if (!written.includes('\\')) return written.slice(1, -1);
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
