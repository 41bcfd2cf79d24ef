import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { bowl } from './arcs';
import { type DrawnSection, planOf, polygon, stageColour } from './drawing';
import { floorBlocks } from './floor-blocks';
import { type Tier, tierSections } from './tier';

/** The edge of the floor; the stands stand around it. */
const edge = bowl(1060, [
  { radius: 1500, sweep: 16 },
  { radius: 560, sweep: 52 },
  { radius: 2600, sweep: 44 },
]);

const tiers: Tier[] = [
  {
    firstNumber: 101,
    outward: 60,
    rows: 18,
    parts: [4, 4, 4, 4, 4],
    restrictedBeyond: 104,
    categoryOf: (row, angle) => (Math.abs(angle) > 96 ? 'A' : row < 8 ? 'R' : 'S'),
  },
  {
    firstNumber: 201,
    outward: 60 + 18 * 28 + 90,
    rows: 25,
    parts: [5, 5, 5, 5, 5],
    restrictedBeyond: 104,
    categoryOf: (row, angle) => (Math.abs(angle) > 96 ? 'B' : row < 9 ? 'S' : row < 16 ? 'A' : 'B'),
  },
];

function floor(): DrawnSection[] {
  return floorBlocks({
    columns: [13, 15, 15, 13],
    ranks: [13, 13, 13],
    top: -470,
    gap: 64,
    categoryOf: (rank) => (rank === 0 ? 'VIP' : 'R'),
  });
}

function stage() {
  const outline = [
    { x: -640, y: -960 },
    { x: 640, y: -960 },
    { x: 640, y: -700 },
    { x: 420, y: -560 },
    { x: -420, y: -560 },
    { x: -640, y: -700 },
  ];
  return polygon(outline, stageColour, {
    text: 'STAGE',
    position: { x: 0, y: -760 },
    color: '#ffffff',
    size: 120,
  });
}

/** The sound desk behind the chairs. */
function soundDesk() {
  return polygon(
    [
      { x: -130, y: 730 },
      { x: 130, y: 730 },
      { x: 130, y: 800 },
      { x: -130, y: 800 },
    ],
    '#8488a238',
  );
}

/** 15,000 seats: a floor, and two tiers in a horseshoe that is open behind the stage. */
export function drawArena(): SeatingPlan {
  return planOf({
    name: '한빛 아레나',
    seats: 15_000,
    sections: [...floor(), ...tiers.flatMap((tier) => tierSections(edge, tier))],
    scenery: [stage(), soundDesk()],
    focalPoint: { x: 0, y: -600 },
  });
}
