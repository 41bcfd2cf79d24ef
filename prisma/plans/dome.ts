import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { bowl } from './arcs';
import { type DrawnSection, planOf, polygon, stageColour } from './drawing';
import { floorBlocks } from './floor-blocks';
import { depthOf, type Tier, tierSections } from './tier';

/** The edge of the ground; wider than an arena's, and closed further round. */
const edge = bowl(1640, [
  { radius: 2450, sweep: 18 },
  { radius: 1130, sweep: 54 },
  { radius: 3400, sweep: 40 },
]);

const first = 90;
const second = first + depthOf(30, 110);
const third = second + depthOf(11, 110);

const tiers: Tier[] = [
  {
    firstNumber: 101,
    outward: first,
    rows: 30,
    parts: [6, 6, 6, 6, 6],
    restrictedBeyond: 104,
    categoryOf: (row, angle) => (Math.abs(angle) > 92 ? 'A' : row < 14 ? 'R' : 'S'),
  },
  {
    firstNumber: 201,
    outward: second,
    rows: 11,
    parts: [7, 7, 7, 7, 7],
    restrictedBeyond: 104,
    categoryOf: (_, angle) => (Math.abs(angle) > 92 ? 'A' : 'S'),
  },
  {
    firstNumber: 301,
    outward: third,
    rows: 34,
    parts: [8, 9, 8, 9, 8],
    restrictedBeyond: 104,
    categoryOf: (row, angle) => (Math.abs(angle) > 92 || row >= 14 ? 'B' : 'A'),
  },
];

function floor(): DrawnSection[] {
  return floorBlocks({
    columns: [12, 16, 18, 9, 18, 16, 12],
    ranks: [15, 15, 15, 15],
    top: -640,
    gap: 72,
    categoryOf: (rank) => (rank < 2 ? 'VIP' : 'R'),
    isLeftOut: (rank, column) => column === 3 && rank < 2,
  });
}

/** The main stage with its wings, a runway into the crowd and a round stage at its end. */
function stage() {
  const round = Array.from({ length: 25 }, (_, index) => {
    const angle = ((-66 + index * ((360 - 48) / 24)) * Math.PI) / 180;
    return { x: 140 * Math.cos(angle), y: 75 + 140 * Math.sin(angle) };
  });
  const outline = [
    { x: -1200, y: -1300 },
    { x: 1200, y: -1300 },
    { x: 1200, y: -920 },
    { x: 62, y: -780 },
    ...round,
    { x: -62, y: -780 },
    { x: -1200, y: -920 },
  ];
  return polygon(outline, stageColour, {
    text: 'STAGE',
    position: { x: 0, y: -1090 },
    color: '#ffffff',
    size: 170,
  });
}

/** 40,000 seats: a ground with a runway stage, and three tiers of stands. */
export function drawDome(): SeatingPlan {
  return planOf({
    name: '서해 돔',
    seats: 40_000,
    sections: [...floor(), ...tiers.flatMap((tier) => tierSections(edge, tier))],
    scenery: [stage()],
    focalPoint: { x: 0, y: -560 },
  });
}
