import { z } from 'zod';

// NUL ends a text in PostgreSQL and lone surrogates are no text at all; neither is ever meant.
function isPlain(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

/** A text a person or a program sends, of 1 to `longest` characters. */
export function textInput(longest: number) {
  return z.string().min(1).max(longest).refine(isPlain);
}

/** An id or a label. JSON numbers are taken as their text, so `"row": 12` and `"row": "12"` are the same. */
export function labelInput(longest = 64) {
  return z.union([z.string(), z.number()]).transform(String).pipe(textInput(longest));
}

/** A moment: ISO 8601 with offset, in the years PostgreSQL and people can do something with. */
export const momentInput = z.iso
  .datetime({ offset: true })
  .refine((text) => /^(19|2\d)\d\d/.test(text))
  .transform((text) => new Date(text));
