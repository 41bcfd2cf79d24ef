import { maxCoordinate, type PlanArea } from '../seating-plan';
import { openPart, type Part, present } from './part';
import { quoted, type Spot, within } from './report';

const shapes = ['polygon', 'rectangle', 'ellipse', 'circle', 'text'] as const;
const maxPoints = 5000;

/** The areas of a zone that can be drawn. Scenery is no reason to refuse a plan, unless its numbers are out of reach. */
export function repairAreas(zone: Part): PlanArea[] {
  const spot = zone.at('areas');
  return zone.list('areas').flatMap((value, index) => {
    const at = within(spot, index, `area ${index + 1}`);
    if (value === null) {
      zone.report.note('EMPTY_ENTRY', at, 'left out');
      return [];
    }
    const part = openPart(zone.report, at, value);
    return part ? repairArea(part) : [];
  });
}

function repairArea(part: Part): PlanArea[] {
  const chosen = part.choice('shape', shapes);
  const geometry = readGeometry(part);
  const given = shapes.filter((shape) => geometry[shape]);
  // Without a (known) shape, the only geometry there is says which.
  const shape = chosen ?? (given.length === 1 ? given[0] : undefined);
  const area = {
    color: part.colour('color'),
    border_color: part.colour('border_color'),
    rotation: rotationOf(part),
    position: part.position('position', 'absent'),
    uuid: part.text('uuid', 100),
    ...geometry,
  };
  part.close();
  if (shape !== undefined && geometry[shape]) {
    if (chosen === undefined)
      part.report.note('VALUE_UNKNOWN', part.at('shape'), `taken to be ${quoted(shape)}`);
    return [present<PlanArea>({ shape, ...area })];
  }
  part.report.note('AREA_UNUSABLE', part.spot, `left out: ${missing(chosen)}`);
  return [];
}

function missing(shape: string | undefined): string {
  return shape ? `there is no usable ${quoted(shape)} in it` : 'it does not say what shape it has';
}

function readGeometry(part: Part): Pick<PlanArea, (typeof shapes)[number]> {
  return {
    polygon: read(part.part('polygon'), (polygon) => pointsOf(polygon)),
    rectangle: read(part.part('rectangle'), (rectangle) => {
      const width = extent(rectangle, 'width');
      const height = extent(rectangle, 'height');
      return width !== undefined && height !== undefined ? { width, height } : undefined;
    }),
    ellipse: read(part.part('ellipse'), (ellipse) => {
      const radius = read(ellipse.part('radius'), (both) => ({ x: length(both, 'x'), y: length(both, 'y') }));
      return radius?.x !== undefined && radius.y !== undefined
        ? { radius: { x: radius.x, y: radius.y } }
        : undefined;
    }),
    circle: read(part.part('circle'), (circle) => {
      const radius = extent(circle, 'radius');
      return radius !== undefined ? { radius } : undefined;
    }),
    text: read(part.part('text'), (text) => {
      const words = text.text('text', 200) ?? '';
      const position = text.position('position', 'origin') ?? { x: 0, y: 0 };
      return present({ text: words, position, color: text.colour('color'), size: fontSize(text) });
    }),
  };
}

function read<Value>(part: Part | undefined, reader: (part: Part) => Value | undefined): Value | undefined {
  const value = part && reader(part);
  part?.close();
  return value;
}

function pointsOf(polygon: Part): PlanArea['polygon'] {
  const spot: Spot = polygon.at('points');
  const values = polygon.list('points');
  if (values.length === 0) return undefined;
  if (values.length > maxPoints) {
    polygon.report.refuse(spot, `${values.length} points; at most ${maxPoints} are allowed`);
    return undefined;
  }
  const points = values.flatMap((value, index) => {
    const part = openPart(polygon.report, within(spot, index), value);
    return part ? [part.point('origin')] : [];
  });
  return { points };
}

function extent(part: Part, key: string): number | undefined {
  return part.whole(key, 0, maxCoordinate, 'not usable');
}

/** Unlike other sizes these may be fractions. */
function length(part: Part, key: string): number | undefined {
  const number = part.number(key);
  if (typeof number === 'number' && number >= 0 && number <= maxCoordinate) return number;
  if (number !== undefined) part.report.note('SIZE_UNUSABLE', part.at(key), 'not usable');
  return undefined;
}

function fontSize(text: Part): number | undefined {
  const size = text.number('size');
  if (typeof size === 'number' && size >= 1 && size <= 1000) return size;
  if (size !== undefined)
    text.report.note('SIZE_UNUSABLE', text.at('size'), 'left out; the usual size is 16');
  return undefined;
}

function rotationOf(part: Part): number | undefined {
  const degrees = part.number('rotation');
  if (typeof degrees === 'number') return Math.abs(degrees) <= 3600 ? degrees : (degrees % 360) + 0;
  if (degrees === null) part.report.note('SIZE_UNUSABLE', part.at('rotation'), 'left out');
  return undefined;
}
