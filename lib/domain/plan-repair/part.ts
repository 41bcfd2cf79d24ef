import { colourPattern, maxCoordinate } from '../seating-plan';
import { type PlanReport, quoted, type Spot, within } from './report';
import { cleanText } from './text';

type Fields = Record<string, unknown>;

/** What to do about a position that is not there. */
type Missing = 'refuse' | 'origin' | 'absent';

/** Opens an object of the plan for reading; anything else is refused. */
export function openPart(report: PlanReport, spot: Spot, value: unknown): Part | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Part(report, spot, value as Fields);
  }
  report.refuse(spot, `an object is needed here, not ${nameOf(value)}`);
  return undefined;
}

export function nameOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'object' ? 'an object' : quoted(value);
}

/** One object of the plan being read: every value is asked for once, and what nobody asks for is dropped. */
export class Part {
  private readonly asked: string[] = [];

  constructor(
    readonly report: PlanReport,
    readonly spot: Spot,
    private readonly fields: Fields,
  ) {}

  at(key: string): Spot {
    return within(this.spot, key);
  }

  /** The value as it stands; undefined when there is none. A null is none too, and reported. */
  value(key: string, nullIsFine = false): unknown {
    this.asked.push(key);
    if (!Object.hasOwn(this.fields, key)) return undefined;
    const value = this.fields[key];
    if (value !== null) return value;
    if (!nullIsFine) this.report.note('NULL_VALUE', this.at(key), 'left out');
    return undefined;
  }

  text(key: string, maxLength: number): string | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : cleanText(this.report, this.at(key), value, maxLength);
  }

  /** A text that says something; blank is as good as none. */
  name(key: string, maxLength: number): string | undefined {
    const text = this.text(key, maxLength);
    return text?.trim() ? text : undefined;
  }

  /** A finite number, also where it is written as text; undefined when there is none, null when it is something else. */
  number(key: string): number | null | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
    if (typeof value !== 'string' || !/^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(value)) return null;
    // Plus 0: there is a -0, which JSON writes as 0, and a plan must read the same from its store.
    const number = Number(value) + 0;
    if (!Number.isFinite(number)) return null;
    this.report.note(
      'WRONG_TYPE',
      this.at(key),
      `the text ${quoted(value)} was read as the number ${number}`,
    );
    return number;
  }

  /** A whole number in a range, rounded up; undefined when there is none that can be used, which is reported. */
  whole(key: string, min: number, max: number, instead: string): number | undefined {
    const number = this.number(key);
    if (number === undefined) return undefined;
    if (number === null || Math.ceil(number) < min || number > max) {
      this.report.note('SIZE_UNUSABLE', this.at(key), `${nameOf(this.fields[key])} was ${instead}`);
      return undefined;
    }
    if (Number.isInteger(number)) return number;
    this.report.note('SIZE_FRACTIONAL', this.at(key), `${number} was rounded up to ${Math.ceil(number)}`);
    return Math.ceil(number) + 0;
  }

  colour(key: string, instead = 'left out'): string | undefined {
    const value = this.value(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.length <= 40 && colourPattern.test(value.trim()))
      return value.trim();
    this.report.note('COLOUR_UNREADABLE', this.at(key), `${nameOf(value)} was ${instead}`);
    return undefined;
  }

  choice<const Choice extends string>(
    key: string,
    choices: readonly Choice[],
    nullIsFine = false,
  ): Choice | undefined {
    const value = this.value(key, nullIsFine);
    if (value === undefined) return undefined;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined)
      this.report.note('VALUE_UNKNOWN', this.at(key), `${nameOf(value)} was left out`);
    return chosen;
  }

  /** A list; none where there is none. Anything else is refused. */
  list(key: string): unknown[] {
    const value = this.value(key);
    if (value === undefined || Array.isArray(value)) return value ?? [];
    this.report.refuse(this.at(key), `a list is needed here, not ${nameOf(value)}`);
    return [];
  }

  /** An object inside this one; undefined when there is none. */
  part(key: string): Part | undefined {
    const value = this.value(key);
    return value === undefined ? undefined : openPart(this.report, this.at(key), value);
  }

  position(key: string, missing: Missing): { x: number; y: number } | undefined {
    const value = this.value(key);
    if (value === undefined) {
      if (missing === 'absent') return undefined;
      if (missing === 'refuse') this.report.refuse(this.at(key), 'there is no position');
      else this.report.note('POSITION_MISSING', this.at(key), 'taken to be 0, 0');
      return { x: 0, y: 0 };
    }
    return openPart(this.report, this.at(key), value)?.point(missing) ?? { x: 0, y: 0 };
  }

  /** This object as a position. */
  point(missing: Missing): { x: number; y: number } {
    const point = { x: this.coordinate('x', missing), y: this.coordinate('y', missing) };
    this.close();
    return point;
  }

  private coordinate(key: string, missing: Missing): number {
    const number = this.number(key);
    if (typeof number === 'number' && Math.abs(number) <= maxCoordinate) return number;
    if (number === undefined && missing !== 'refuse') {
      this.report.note('POSITION_MISSING', this.at(key), 'taken to be 0');
    } else {
      const found = number === undefined ? 'nothing' : nameOf(this.fields[key]);
      this.report.refuse(this.at(key), `${found} is no coordinate between ±${maxCoordinate}`);
    }
    return 0;
  }

  /** To be called last: what was not asked for is not of the format. */
  close(): void {
    for (const key of Object.keys(this.fields)) {
      if (!this.asked.includes(key)) this.report.note('UNKNOWN_PROPERTY', this.at(key), 'left out');
    }
  }
}

/** Without the properties that have no value. */
export function present<Value extends object>(value: Value): Value {
  for (const key of Object.keys(value) as (keyof Value)[]) if (value[key] === undefined) delete value[key];
  return value;
}
