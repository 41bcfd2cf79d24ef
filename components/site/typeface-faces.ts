/** One file of the typeface, and the characters that are in it. */
export interface TypefaceFile {
  /** Relative to the styles that name it. */
  path: string;
  unicodeRange: string;
}

/** The files that a text needs, of those that the typeface's styles name. */
export function filesFor(text: string, styles: string): TypefaceFile[] {
  const characters = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const files = styles.matchAll(/url\(([^)]+)\)[^;]*;\s*unicode-range:\s*([^;]+);/g);
  return [...files].flatMap(([, path = '', unicodeRange = '']) =>
    unicodeRange.split(',').some((range) => isIn(range, characters)) ? [{ path, unicodeRange }] : [],
  );
}

function isIn(range: string, characters: ReadonlySet<number>): boolean {
  const [, first = '', last = first] = /U\+([\da-f]+)(?:-([\da-f]+))?/i.exec(range) ?? [];
  const to = Number.parseInt(last, 16);
  for (let at = Number.parseInt(first, 16); at <= to; at += 1) if (characters.has(at)) return true;
  return false;
}
