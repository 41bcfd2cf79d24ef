import type { Hall } from '../hall';
import { maxCoordinate } from '../seating-plan';
import type { Part } from './part';
import type { Spot } from './report';

/** Around seats at the edge of a plan whose size had to be worked out. */
const margin = 20;

/** The size of the plan as the file says, or where it does not make sense, as its seats need. */
export function repairSize(plan: Part, seats: Hall['seats'], seatSpots: readonly Spot[]) {
  const needed = { width: 1, height: 1 };
  const outside: number[] = [];
  for (const { place, x, y, radius } of seats) {
    needed.width = Math.max(needed.width, Math.ceil(x + radius));
    needed.height = Math.max(needed.height, Math.ceil(y + radius));
    if (x < 0 || y < 0 || x > maxCoordinate || y > maxCoordinate) outside.push(place);
  }
  const [first] = outside;
  if (first !== undefined) {
    const done = `kept: ${outside.length} such seats, this is the first`;
    plan.report.note('SEATS_OUTSIDE', seatSpots[first] ?? plan.spot, done);
  }
  const part = plan.part('size');
  const size = {
    width: side(plan, part, 'width', needed.width),
    height: side(plan, part, 'height', needed.height),
  };
  part?.close();
  return size;
}

function side(plan: Part, part: Part | undefined, key: 'width' | 'height', needed: number): number {
  const roomy = Math.min(needed + margin, maxCoordinate);
  const said = part?.whole(key, 1, maxCoordinate, `replaced by ${roomy}`);
  const at = part ? part.at(key) : plan.at('size');
  if (said === undefined) {
    if (part?.value(key) === undefined)
      plan.report.note('SIZE_UNUSABLE', at, `there is no ${key}; it became ${roomy}`);
    return roomy;
  }
  if (said >= Math.min(needed, maxCoordinate)) return said;
  plan.report.note('SIZE_TOO_SMALL', at, `${said} was enlarged to ${roomy}`);
  return roomy;
}
