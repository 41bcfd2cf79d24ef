import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { type Arc, fan, fanOutline, pointAt, samples, withAccessibleRear } from './arcs';
import { type DrawnRow, type DrawnSection, type Point, planOf, polygon, stageColour } from './drawing';

const centre: Point = { x: 0, y: 0 };
const aisleInset = 40;

interface Floor {
  code: string;
  name: string;
  english: string;
  radius: number;
  rows: number;
  /** Where its blocks begin and end, degrees. */
  borders: number[];
  categoryOf: (row: number, block: number) => string;
}

const floors: Floor[] = [
  {
    code: '1',
    name: '1층',
    english: 'Stalls',
    radius: 800,
    rows: 20,
    borders: [-32, -11.5, 11.5, 32],
    categoryOf: (row, block) => {
      if (row < 8 && block === 1) return 'VIP';
      return row < 14 ? 'R' : 'S';
    },
  },
  {
    code: '2',
    name: '2층 발코니',
    english: 'Balcony',
    radius: 1440,
    rows: 6,
    borders: [-31, -19, -6.5, 6.5, 19, 31],
    categoryOf: (row) => (row < 3 ? 'S' : 'A'),
  },
  {
    code: '3',
    name: '3층 발코니',
    english: 'Upper balcony',
    radius: 1700,
    rows: 4,
    borders: [-29, -17.5, -6, 6, 17.5, 29],
    categoryOf: (row) => (row < 1 ? 'A' : 'B'),
  },
];

/** The blocks of a floor from left to right; a row's numbers run through all of them. */
function blocksOf(floor: Floor): DrawnSection[] {
  const left: DrawnRow[][] = [];
  return floor.borders.slice(1).map((to, block) => {
    const arc: Arc = { centre, radius: floor.radius, from: floor.borders[block] ?? to, to };
    const rows = fan(arc, floor.rows, aisleInset, (row) => floor.categoryOf(row, block)).map(
      (row, index) => ({
        ...row,
        after: left.flatMap((rowsThere) => rowsThere[index] ?? []),
      }),
    );
    const finished = floor.code === '3' ? rows : withAccessibleRear(rows);
    left.push(finished);
    const letter = 'ABCDE'[block] ?? '';
    return {
      code: `${floor.code}${letter}`,
      name: `${floor.name} ${letter}구역`,
      english: `${floor.english} ${letter}`,
      floor: floor.name,
      rows: finished,
      outline: fanOutline(arc, floor.rows, aisleInset),
    };
  });
}

function stage() {
  const apron = samples({ centre, radius: 700, from: -24, to: 24 });
  const shoulder = pointAt(centre, 640, 28);
  const rear = { x: 210, y: 370 };
  const outline = [{ x: -shoulder.x, y: shoulder.y }, ...apron, shoulder, rear, { x: -rear.x, y: rear.y }];
  return polygon(outline, stageColour, {
    text: 'STAGE',
    position: { x: 0, y: 540 },
    color: '#ffffff',
    size: 56,
  });
}

/** 1,350 seats: stalls in three blocks and two balconies, all curved towards the stage. */
export function drawTheatre(): SeatingPlan {
  return planOf({
    name: '극장 은하',
    seats: 1350,
    sections: floors.flatMap(blocksOf),
    scenery: [stage()],
    focalPoint: { x: 0, y: 640 },
    floorsInEnglish: Object.fromEntries(floors.map(({ name, english }) => [name, english])),
  });
}
