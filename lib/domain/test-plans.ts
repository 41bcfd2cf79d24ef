/*
 * Plans as organizers' programs write them, with the defects real ones have; generated, so that nobody has to keep
 * megabytes. Each comes with the defects to be found in it.
 */

/** What the report has to name: code and path. */
export type ExpectedDefects = [string, string][];

export interface FaultyPlan {
  json: ReturnType<typeof JSON.parse>;
  seatCount: number;
  defects: ExpectedDefects;
}

interface SeatShape {
  guid: string;
  number: string | number;
  x: number;
  y?: number;
}

export function writtenSeat({ guid, number, x, y = 0 }: SeatShape) {
  return { seat_guid: guid, seat_number: number, position: { x, y }, category: 'Parkett' };
}

function block(name: string, prefix: string, left: number, rows: number, seats: number) {
  return {
    name,
    position: { x: left, y: 200 },
    rows: Array.from({ length: rows }, (_, row) => ({
      row_number: String(row + 1),
      position: { x: 0, y: row * 28 },
      seats: Array.from({ length: seats }, (_, seat) =>
        writtenSeat({ guid: `${prefix}-${row + 1}-${seat + 1}`, number: String(seat + 1), x: seat * 24 }),
      ),
    })),
    areas: [] as object[],
  };
}

function planOf(name: string, zones: object[], size = { width: 2000, height: 1400 }) {
  const categories = [{ name: 'Parkett', color: '#4a9ff0' }];
  return { name, categories, zones, size };
}

/**
 * A block of 16 rows of 20 copied and pasted with its 320 guids, and everything measured in fractions: the plan, the
 * seats of a row, a desk and a pillar.
 */
export function planWithDuplicateGuids(): FaultyPlan {
  const left = block('Parkett links', 'P', 100, 16, 20);
  const right = block('Parkett rechts', 'P', 700, 16, 20);
  left.areas = [
    { shape: 'rectangle', position: { x: 0, y: 500 }, rectangle: { width: 180.25, height: 40 } },
    { shape: 'circle', position: { x: 300, y: 520 }, circle: { radius: 12.5 } },
  ];
  const json = planOf('Stadthalle', [left, right], { width: 1999.5, height: 1399.01 });
  const defects: ExpectedDefects = [
    ['SIZE_FRACTIONAL', 'size.width'],
    ['SIZE_FRACTIONAL', 'size.height'],
    ['SIZE_FRACTIONAL', 'zones.0.areas.0.rectangle.width'],
    ['SIZE_FRACTIONAL', 'zones.0.areas.1.circle.radius'],
  ];
  for (let row = 0; row < 16; row += 1) {
    for (let seat = 0; seat < 20; seat += 1) {
      defects.push(['GUID_DUPLICATE', `zones.1.rows.${row}.seats.${seat}.seat_guid`]);
    }
  }
  left.rows[3]?.seats.forEach((seat, index) => {
    Object.assign(seat, { radius: 8.4 });
    defects.push(['SIZE_FRACTIONAL', `zones.0.rows.3.seats.${index}.radius`]);
  });
  return { json, seatCount: 640, defects };
}

/**
 * Two floors, the upper drawn over the lower one, as the format has no floors: their names say it. One zone of the
 * upper floor lacks its position, one row of the lower its name.
 */
export function planWithTwoFloors(): FaultyPlan {
  const lower = ['A', 'B', 'C'].map((part, index) =>
    block(`1층 ${part}구역`, `1${part}`, 100 + index * 400, 12, 15),
  );
  const upper = ['A', 'B'].map((part, index) =>
    block(`2층 ${part}구역`, `2${part}`, 100 + index * 400, 8, 15),
  );
  const stage = {
    name: '무대',
    position: { x: 600, y: 40 },
    rows: [],
    areas: [{ shape: 'rectangle', rectangle: { width: 400, height: 100 } }],
  };
  const json = planOf('두 층 홀', [stage, ...lower, ...upper]);
  Object.assign(upper[1] ?? {}, { position: undefined });
  Object.assign(lower[2]?.rows[4] ?? {}, { row_number: null });
  return {
    json: JSON.parse(JSON.stringify(json)),
    seatCount: 3 * 180 + 2 * 120,
    defects: [
      ['FLOORS_FOUND', ''],
      ['POSITION_MISSING', 'zones.5.position'],
      ['NULL_VALUE', 'zones.3.rows.4.row_number'],
      ['NAME_MISSING', 'zones.3.rows.4.row_number'],
    ],
  };
}

/**
 * Rows around two aisles, in three pieces each with one label; from row 3 on every piece counts its seats from 1. A
 * second zone with the same name goes on with a row 1, and two of its seats lie on one spot.
 */
export function planWithRowPieces(): FaultyPlan {
  const pieces = Array.from({ length: 5 }, (_, row) =>
    [0, 1, 2].map((piece) => ({
      row_number: String(row + 1),
      position: { x: piece * 260, y: row * 28 },
      seats: Array.from({ length: 8 }, (_, seat) => {
        const number = row < 2 ? piece * 8 + seat + 1 : seat + 1;
        return writtenSeat({ guid: `S-${row}-${piece}-${seat}`, number: String(number), x: seat * 24 });
      }),
    })),
  ).flat();
  const first = { name: 'Saal', position: { x: 100, y: 100 }, rows: pieces };
  const seats = [21, 22, 23, 24].map((number, index) =>
    writtenSeat({ guid: `T-${index}`, number: String(number + 10), x: Math.min(index, 2) * 24 }),
  );
  const second = { name: 'Saal', position: { x: 100, y: 600 }, rows: [{ row_number: '1', seats }] };
  const repeated = [0, 1, 2, 3, 4].map((row): [string, string] => [
    'ROW_LABEL_REPEATED',
    `zones.0.rows.${row * 3}`,
  ]);
  const ambiguous = [2, 3, 4].map((row): [string, string] => [
    'SEAT_LABEL_REPEATED',
    `zones.0.rows.${row * 3 + 1}.seats.0`,
  ]);
  return {
    json: planOf('Altes Haus', [first, second]),
    seatCount: 5 * 24 + 4,
    defects: [...repeated, ...ambiguous, ['SEATS_OVERLAP', 'zones.1.rows.0.seats.3']],
  };
}
