import { type DrawnRow, type DrawnSection, type Point, rowPitch, seatPitch } from './drawing';

/** Straight blocks of chairs on the floor in front of a stage, in columns and ranks around x = 0. */
interface FloorBlocks {
  /** Seats a row of each column, left to right. */
  columns: number[];
  /** Rows of each rank, front to rear. */
  ranks: number[];
  top: number;
  /** Between the outer seats of neighbouring blocks. */
  gap: number;
  categoryOf: (rank: number, column: number) => string;
  /** Blocks left out, where a runway goes. */
  isLeftOut?: (rank: number, column: number) => boolean;
}

/** The blocks' sections: 플로어 A1, A2 … for the front rank, B1 … behind it. */
export function floorBlocks(floor: FloorBlocks): DrawnSection[] {
  const width = (seats: number) => (seats - 1) * seatPitch;
  const whole = floor.columns.reduce((sum, seats) => sum + width(seats) + floor.gap, -floor.gap);
  const sections: DrawnSection[] = [];
  let top = floor.top;
  floor.ranks.forEach((rows, rank) => {
    let left = -whole / 2;
    floor.columns.forEach((seats, column) => {
      if (!floor.isLeftOut?.(rank, column)) {
        const code = `${'ABCDEFGH'[rank] ?? ''}${column + 1}`;
        sections.push(block(code, { x: left, y: top }, seats, rows, floor.categoryOf(rank, column)));
      }
      left += width(seats) + floor.gap;
    });
    top += (rows - 1) * rowPitch + floor.gap;
  });
  return sections;
}

function block(code: string, at: Point, seats: number, rows: number, category: string): DrawnSection {
  const right = at.x + (seats - 1) * seatPitch;
  const bottom = at.y + (rows - 1) * rowPitch;
  const room = 19;
  return {
    code: `F${code}`,
    name: `플로어 ${code}구역`,
    english: `Floor ${code}`,
    rows: Array.from({ length: rows }, (_, index): DrawnRow => {
      const y = at.y + index * rowPitch;
      return {
        number: String(index + 1),
        category,
        seats,
        points: (count) => spread(at.x, right, y, count),
      };
    }),
    outline: [
      { x: at.x - room, y: at.y - room },
      { x: right + room, y: at.y - room },
      { x: right + room, y: bottom + room },
      { x: at.x - room, y: bottom + room },
    ],
  };
}

function spread(left: number, right: number, y: number, seats: number): Point[] {
  const step = (right - left) / Math.max(1, seats - 1);
  return Array.from({ length: seats }, (_, index) => ({ x: left + index * step, y }));
}
