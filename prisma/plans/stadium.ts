import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { bowl } from './arcs';
import { type DrawnSection, planOf, polygon, stageColour } from './drawing';
import { floorBlocks } from './floor-blocks';
import { depthOf, type Tier, tierSections } from './tier';

/** The edge of the pitch: an oval that closes behind the stage but for a gate. */
const edge = bowl(2380, [
  { radius: 3600, sweep: 17 },
  { radius: 1500, sweep: 56 },
  { radius: 6800, sweep: 30 },
  { radius: 1700, sweep: 30 },
]);

const walkway = 120;
const lower = 100;
const club = lower + depthOf(32, walkway);
const upper = club + depthOf(10, walkway);
const top = upper + depthOf(26, walkway);
/** From here on one sees the stage from beside or behind. */
const beside = 104;

const tiers: Tier[] = [
  {
    firstNumber: 101,
    outward: lower,
    rows: 32,
    parts: [6, 6, 7, 6, 7, 6, 6],
    restrictedBeyond: beside,
    categoryOf: (row, angle) => (Math.abs(angle) > beside ? 'A' : row < 12 ? 'R' : 'S'),
  },
  {
    firstNumber: 201,
    outward: club,
    rows: 10,
    parts: [6, 7, 7, 7, 7, 7, 6],
    restrictedBeyond: beside,
    categoryOf: (_, angle) => (Math.abs(angle) > beside ? 'A' : 'R'),
  },
  {
    firstNumber: 301,
    outward: upper,
    rows: 26,
    parts: [7, 8, 8, 8, 8, 8, 7],
    restrictedBeyond: beside,
    categoryOf: (row, angle) => (Math.abs(angle) > beside ? 'B' : row < 10 ? 'S' : 'A'),
  },
  {
    firstNumber: 401,
    outward: top,
    rows: 22,
    parts: [8, 9, 8, 9, 8, 9, 8],
    restrictedBeyond: beside,
    categoryOf: (row, angle) => (Math.abs(angle) > beside || row >= 6 ? 'B' : 'A'),
  },
];

const floorTop = -1420;

function floor(): DrawnSection[] {
  const columns = [16, 20, 20, 13, 20, 20, 16];
  const ranks = [16, 16, 16, 16, 16, 16, 16];
  return floorBlocks({
    columns,
    ranks,
    top: floorTop,
    gap: 84,
    categoryOf: (rank) => (rank < 2 ? 'VIP' : rank < 5 ? 'R' : 'S'),
    // The runway; and the corners at the rear, where the stand curves in.
    isLeftOut: (rank, column) =>
      (column === 3 && rank < 2) || (rank === ranks.length - 1 && column % (columns.length - 1) === 0),
  });
}

/** The main stage with its wings, and a runway to a round stage amid the crowd. */
function stage() {
  const round = Array.from({ length: 25 }, (_, index) => {
    const angle = ((-66 + index * 13) * Math.PI) / 180;
    return { x: 170 * Math.cos(angle), y: floorTop + 790 + 170 * Math.sin(angle) };
  });
  const outline = [
    { x: -1250, y: floorTop - 850 },
    { x: 1250, y: floorTop - 850 },
    { x: 1250, y: floorTop - 360 },
    { x: 70, y: floorTop - 180 },
    ...round,
    { x: -70, y: floorTop - 180 },
    { x: -1250, y: floorTop - 360 },
  ];
  return polygon(outline, stageColour, {
    text: 'STAGE',
    position: { x: 0, y: floorTop - 540 },
    color: '#ffffff',
    size: 200,
  });
}

/**
 * 80,000 seats, as large as the largest stadiums in use: a pitch with a runway stage and four tiers around it. Not in
 * the demo; for what has to hold at this size.
 */
export function drawStadium(): SeatingPlan {
  return planOf({
    name: '한강 스타디움',
    seats: 80_000,
    sections: [...floor(), ...tiers.flatMap((tier) => tierSections(edge, tier))],
    scenery: [stage()],
    focalPoint: { x: 0, y: floorTop - 220 },
  });
}
