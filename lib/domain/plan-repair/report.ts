import type { InputIssue } from '../refusals';

/** Every problem that is repaired or let pass, with what it is. docs/seating-plans.md has the same list. */
export const planProblems = {
  BYTE_ORDER_MARK: 'the file begins with a byte order mark',
  UNKNOWN_PROPERTY: 'a property the format does not have',
  NULL_VALUE: 'null where a value may be left out, not null',
  EMPTY_ENTRY: 'null in a list',
  WRONG_TYPE: 'a number written as text, or text as a number',
  CONTROL_CHARACTERS: 'characters in a text that cannot be shown',
  TEXT_TOO_LONG: 'a text that is longer than allowed',
  VALUE_UNKNOWN: 'a value that is not among those allowed',
  NAME_MISSING: 'a plan, zone or row with seats, a floor or a seat without a name or number',
  COLOUR_UNREADABLE: 'not a colour',
  SIZE_FRACTIONAL: 'a size that is not a whole number',
  SIZE_UNUSABLE: 'a size that is missing, negative or absurd',
  SIZE_TOO_SMALL: 'seats beyond the right or lower edge',
  SEATS_OUTSIDE: 'seats beyond the left or upper edge, or farther than a plan may reach',
  POSITION_MISSING: 'a position that is missing in whole or in part',
  GUID_MISSING: 'a seat without seat_guid',
  GUID_DUPLICATE: 'a seat_guid that another seat has',
  CATEGORY_MISSING: 'a seat without category',
  CATEGORY_UNKNOWN: 'a category of seats that is not in the list of categories',
  CATEGORY_DUPLICATE: 'a category that is in the list twice',
  EMPTY_ROW: 'a row without seats',
  EMPTY_ZONE: 'a zone with neither seats nor areas',
  AREA_UNUSABLE: 'an area whose shape cannot be drawn',
  ROW_LABEL_REPEATED: 'several row pieces of a section with one label',
  SEAT_LABEL_REPEATED: 'seats that section, row and number do not tell apart',
  SEATS_OVERLAP: 'a seat on top of another',
  EXTENSION_UNREADABLE: 'an extension, or an entry in it, that cannot be understood',
  SEAT_UNKNOWN: 'the extension names a seat that is not there',
  ZONE_UNKNOWN: 'the extension names a zone or an area that is not there',
  ZONE_ON_TWO_FLOORS: 'a zone that is on a floor already',
  ZONE_ON_NO_FLOOR: 'a zone with seats on no floor, in a plan with floors',
  FLOORS_FOUND: 'zones whose names begin with their floor, in a plan that lists no floors',
} as const;

export type PlanProblem = keyof typeof planProblems;

/** One repair, or one oddity that was let pass. */
export interface PlanDefect {
  code: PlanProblem;
  /** In the file as it came: `zones.0.rows.3.seats.2.category`. */
  path: string;
  /** For people: `zone "A", row "3", seat "2"`; empty for what concerns the whole plan. */
  place: string;
  /** What became of it. */
  done: string;
}

/** Somewhere in the file; sentences are made of it only when there is something to say. */
export interface Spot {
  up: Spot | null;
  key: string | number;
  /** What people call this part, or empty. */
  words: string;
}

export function within(up: Spot | null, key: string | number, words = ''): Spot {
  return { up, key, words };
}

export function pathOf(spot: Spot | null): string {
  const keys: (string | number)[] = [];
  for (let at = spot; at; at = at.up) if (at.key !== '') keys.unshift(shortened(at.key));
  return keys.join('.');
}

/** A property's name is a stranger's text too. */
function shortened(key: string | number): string | number {
  return typeof key === 'number' ? key : tamed(key);
}

export function placeOf(spot: Spot | null): string {
  const words: string[] = [];
  for (let at = spot; at; at = at.up) if (at.words) words.unshift(at.words);
  return words.join(', ');
}

/** A stranger's text inside one of our sentences: in quotes, one line, short. */
export function quoted(value: unknown): string {
  return `"${tamed(String(value))}"`;
}

/** Sentences end up on terminals: nothing in them may be obeyed, or hide what follows. */
function tamed(text: string): string {
  const start = text.slice(0, 60).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ');
  return text.length > 60 ? `${start}…` : start;
}

/** More of one kind than this help nobody; they are counted on. */
const maxDefectsOfAKind = 5000;
const maxIssues = 100;

/** Collects what is repaired and what cannot be. */
export class PlanReport {
  readonly defects: PlanDefect[] = [];
  readonly counts = new Map<PlanProblem, number>();
  readonly issues: InputIssue[] = [];

  note(code: PlanProblem, spot: Spot | null, done: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= maxDefectsOfAKind) {
      this.defects.push({ code, path: pathOf(spot), place: placeOf(spot), done });
    }
  }

  /** What nobody can guess: the plan is refused. */
  refuse(spot: Spot | null, message: string): void {
    if (this.issues.length >= maxIssues) return;
    const place = placeOf(spot);
    this.issues.push({ path: pathOf(spot), message: place ? `${message} (${place})` : message });
  }
}
