import { type Arc, divide, fan, fanOutline, parallel, withAccessibleRear } from './arcs';
import { type DrawnSection, rowPitch } from './drawing';

/** A storey of stands around a bowl. */
export interface Tier {
  /** Sections are numbered from the left of the stage over the bottom to its right. */
  firstNumber: number;
  /** Distance of the first row from the bowl's edge. */
  outward: number;
  rows: number;
  /** Into how many sections each arc of the bowl is divided, left to right. */
  parts: number[];
  /** Category of a row (from 0) in a section whose middle is at this angle. */
  categoryOf: (row: number, angle: number) => string;
  /** Sections beyond this angle see the stage from beside or behind. */
  restrictedBeyond?: number;
}

const aisleInset = 34;

/** The sections of a tier, each a fan between two aisles. */
export function tierSections(edge: Arc[], tier: Tier): DrawnSection[] {
  const parts = edge.flatMap((arc, index) => divide(parallel(arc, tier.outward, 0), tier.parts[index] ?? 1));
  return parts.map((arc, index) => {
    const number = tier.firstNumber + index;
    const angle = (arc.from + arc.to) / 2;
    const restrictedView = Math.abs(angle) > (tier.restrictedBeyond ?? 180);
    const rows = fan(arc, tier.rows, aisleInset, (row) => tier.categoryOf(row, angle)).map((row) => ({
      ...row,
      restrictedView,
    }));
    return {
      code: String(number),
      name: `${number}구역`,
      // Every third section: where the lifts are.
      rows: index % 3 === 1 ? withAccessibleRear(rows) : rows,
      outline: fanOutline(arc, tier.rows, aisleInset),
    };
  });
}

/** How deep a tier of that many rows is, with the walkway behind it. */
export function depthOf(rows: number, walkway: number): number {
  return (rows - 1) * rowPitch + walkway;
}
