import type { SeatingPlan } from '@/lib/domain/seating-plan';
import { type Arc, arcRow, fanOutline, parallel, pointAt, samples } from './arcs';
import {
  type DrawnSection,
  type DrawnStanding,
  type Point,
  planOf,
  polygon,
  rowPitch,
  seatPitch,
  stageColour,
} from './drawing';

const centre: Point = { x: 0, y: 0 };
const groundFloor = '1층';
const floorRadius = 1500;
const halfAisle = 34;
const floorRows = 12;
const floorSeats = 18;
/** From a section's outer seats to its edge. */
const room = 19;

/** Twelve rows of eighteen with an aisle in the middle. No other section has a row named by a number. */
function floor(): DrawnSection {
  const rows = Array.from({ length: floorRows }, (_, index) => ({
    number: String(index + 1),
    category: index < 4 ? 'VIP' : 'R',
    seats: floorSeats,
    points: (seats: number) => withAisle(floorRadius + index * rowPitch, seats),
    accessibleEnds: index === floorRows - 1 ? 2 : 0,
  }));
  const halfWidth = (floorSeats / 2 - 1) * seatPitch + halfAisle + room;
  const front = acrossCentre(floorRadius - room, halfWidth);
  const rear = acrossCentre(floorRadius + (floorRows - 1) * rowPitch + room, halfWidth);
  return {
    code: 'F',
    name: '1층 플로어',
    english: 'Floor',
    floor: groundFloor,
    rows,
    outline: [...samples(front), ...samples(rear).reverse()],
  };
}

function withAisle(radius: number, seats: number): Point[] {
  const left = Math.ceil(seats / 2);
  return Array.from({ length: seats }, (_, index) => {
    const along =
      index < left ? (index - left + 1) * seatPitch - halfAisle : (index - left) * seatPitch + halfAisle;
    return pointAt(centre, radius, degrees(along / radius));
  });
}

function balcony(): DrawnSection {
  const arc = acrossCentre(floorRadius + floorRows * rowPitch + 90, 13 * seatPitch);
  const rows = ['가', '나'].map((number, index) => arcRow(number, 'S', parallel(arc, index * rowPitch, 0)));
  const outline = fanOutline(arc, 2, 0);
  return { code: 'B', name: '2층 발코니', english: 'Balcony', floor: '2층', rows, outline };
}

/** Stools along the wall, at right angles to the stage. */
function side(code: string, name: string, english: string, x: number, accessibleEnds = 0): DrawnSection {
  const top = floorRadius - 20;
  const points = (seats: number) =>
    Array.from({ length: seats }, (_, index) => ({ x, y: top + index * seatPitch }));
  const bottom = top + 14 * seatPitch;
  const outline = [
    { x: x - room, y: top - room },
    { x: x + room, y: top - room },
    { x: x + room, y: bottom + room },
    { x: x - room, y: bottom + room },
  ];
  const rows = [{ number: code, category: 'S', seats: 15, points, accessibleEnds }];
  return { code, name, english, floor: groundFloor, rows, outline };
}

function acrossCentre(radius: number, halfWidth: number): Arc {
  const half = degrees(halfWidth / radius);
  return { centre, radius, from: -half, to: half };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}

function stage() {
  const front = samples({ centre, radius: floorRadius - 75, from: -8, to: 8 });
  const rear = { x: 165, y: floorRadius - 270 };
  return polygon([...front, rear, { x: -rear.x, y: rear.y }], stageColour, {
    text: 'STAGE',
    position: { x: 0, y: floorRadius - 165 },
    color: '#ffffff',
    size: 40,
  });
}

/** 300 seats: a flat floor, stools along both walls, a balcony at the rear. */
export function drawClub(): SeatingPlan {
  return planOf({
    name: '라이브홀 물결',
    seats: 300,
    sections: [
      floor(),
      side('L', '왼쪽 벽', 'Left wall', -330),
      side('R', '오른쪽 벽', 'Right wall', 330),
      balcony(),
    ],
    scenery: [stage()],
    focalPoint: { x: 0, y: floorRadius - 120 },
  });
}

/** The flat floor without its seats: a half to the left and one to the right of the middle, as deep as its rows. */
function pit(code: string, name: string, english: string, side: -1 | 1): DrawnStanding {
  const halfWidth = (floorSeats / 2 - 1) * seatPitch + halfAisle + room;
  const arc = (radius: number): Arc => {
    const [near, far] = [degrees(6 / radius), degrees(halfWidth / radius)];
    return { centre, radius, from: side < 0 ? -far : near, to: side < 0 ? -near : far };
  };
  const front = samples(arc(floorRadius - room));
  const rear = samples(arc(floorRadius + (floorRows - 1) * rowPitch + room));
  const outline = [...front, ...rear.reverse()];
  return { code, name, english, floor: groundFloor, category: 'R', capacity: 250, outline };
}

/** The club with its floor cleared: two halves to stand in, 84 seats along the walls and at the rear. */
export function drawStandingClub(): SeatingPlan {
  return planOf({
    name: '라이브홀 물결 (스탠딩)',
    seats: 84,
    sections: [
      side('L', '왼쪽 벽', 'Left wall', -330, 1),
      side('R', '오른쪽 벽', 'Right wall', 330, 1),
      balcony(),
    ],
    standing: [pit('A', '스탠딩 A', 'Standing A', -1), pit('B', '스탠딩 B', 'Standing B', 1)],
    scenery: [stage()],
    focalPoint: { x: 0, y: floorRadius - 120 },
  });
}
