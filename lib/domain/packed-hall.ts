import type { HallPicture } from './hall-picture';

/** Changes with the form below. It stands in the address, so that no browser reads an answer it kept in a new way. */
export const hallFormat = 3;

/** What every seat of a row has in common, or a list of what each has. */
export type ByRow<Value> = Value | Value[];

/**
 * A hall's picture as it travels. What repeats is said once; positions are small numbers, for seats stand in lines: a
 * stadium of 80,000 seats is a ninth of its columns, zipped.
 */
export interface PackedHall extends Omit<HallPicture, 'seatCount' | 'sections' | 'rows' | 'seats'> {
  format: typeof hallFormat;
  sections: string[];
  /** The labels rows have, each once. */
  labels: string[];
  /** One entry a row piece, in plan order. `seats`: how many it has. `label`: index into labels. `labelled`: into rowEnds. */
  rows: { section: number[]; floor: number[]; label: number[]; labelled: number[]; seats: number[] };
  /**
   * Positions in tenths, row by row: the first seat from the first of the row before, the step to the second from that
   * row's step, then how the step changes from seat to seat. (Before the first row all is 0.)
   */
  x: number[];
  y: number[];
  /** By row: the first number and the step from each to the next, or all of them. */
  number: ([first: number, step: number] | string[])[];
  radius: ByRow<number>[];
  category: ByRow<number>[];
  accessible: number[];
  companion: number[];
  restrictedView: number[];
}

/** Ends of a row at which its name may stand, by their number in a packed hall. */
export const rowEnds = [
  null,
  'start',
  'end',
  'both',
] as const satisfies HallPicture['rows'][number]['labelled'][];
