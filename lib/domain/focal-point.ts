import type { PlanArea } from './seating-plan';

type PlacedArea = Omit<PlanArea, 'position'> & { x: number; y: number };

/** What a stage is called on a plan, by the languages plans come in. */
const stageNames = /\bstage\b|bühne|\bscène\b|escenario|\bpalco\b|무대|스테이지|ステージ|舞台/i;

/**
 * The point the hall looks at when the plan does not say: the middle of the first shape that is called a stage (by its
 * own text or its zone's name), else the middle of the upper edge, where most plans have it. Plan units, absolute.
 */
export function recogniseFocalPoint(
  areas: readonly (PlacedArea & { zone: string })[],
  width: number,
): { x: number; y: number } {
  const named = areas.find((area) => stageNames.test(area.text?.text ?? ''));
  const stage = named ?? areas.find((area) => stageNames.test(area.zone));
  return stage ? middleOf(stage) : { x: width / 2, y: 0 };
}

function middleOf(area: PlacedArea): { x: number; y: number } {
  const middle = ownMiddle(area);
  const turn = ((area.rotation ?? 0) * Math.PI) / 180;
  return {
    x: area.x + middle.x * Math.cos(turn) - middle.y * Math.sin(turn),
    y: area.y + middle.x * Math.sin(turn) + middle.y * Math.cos(turn),
  };
}

/** Relative to the area's x, y; not yet turned. */
function ownMiddle({ shape, polygon, rectangle, text }: PlacedArea): { x: number; y: number } {
  if (shape === 'rectangle' && rectangle) return { x: rectangle.width / 2, y: rectangle.height / 2 };
  if (shape === 'text' && text) return text.position;
  if (shape !== 'polygon' || !polygon?.points.length) return { x: 0, y: 0 };
  const range = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of polygon.points) {
    range.left = Math.min(range.left, x);
    range.right = Math.max(range.right, x);
    range.top = Math.min(range.top, y);
    range.bottom = Math.max(range.bottom, y);
  }
  return { x: (range.left + range.right) / 2, y: (range.top + range.bottom) / 2 };
}
