import { freeRuns, type OrphanFinding, type OrphanRule, orphanFinding } from '@/lib/domain/orphan-rule';
import { type SeatBlock, seatBlocks } from '@/lib/domain/seat-blocks';
import type { HallModel } from './hall-model';

/** What the server would say of a selection on the map as it is shown; null = nothing against it. `codes`: SeatState.shownCodes. */
export function orphanOnMap(
  hall: HallModel,
  codes: Uint8Array,
  rule: OrphanRule,
  selection: readonly number[],
): OrphanFinding | null {
  if (rule === 'off' || selection.length === 0) return null;
  const chosen = new Set(selection);
  const isTaken = (place: number) => codes[place] !== 0 && !chosen.has(place);
  return orphanFinding(rule, blocksAround(hall, selection), selection, isTaken);
}

/**
 * The chosen seats in the run of free seats that holds one of these: what a legal choice there would replace.
 */
export function chosenBeside(
  hall: HallModel,
  codes: Uint8Array,
  selection: readonly number[],
  alone: readonly number[],
): number[] {
  const chosen = new Set(selection);
  const isTaken = (place: number) => codes[place] !== 0 && !chosen.has(place);
  const runs = blocksAround(hall, alone).flatMap(({ places }) => freeRuns(places, isTaken));
  const around = runs.filter((run) => run.some((place) => alone.includes(place)));
  return around.flat().filter((place) => chosen.has(place));
}

/** The blocks of the rows these seats are in: the same function as the server's, without cutting up the whole hall. */
function blocksAround(hall: HallModel, seats: readonly number[]): SeatBlock[] {
  const rows = new Set(seats.map((place) => hall.row[place] ?? 0));
  const places = [...rows].flatMap((row) => [...(hall.rows[row]?.places ?? [])]);
  // The picture rounds to a tenth; a 32-bit float does not hold a tenth, and both sides must see the same aisles.
  const tenth = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10;
  const blocks = seatBlocks({
    row: places.map((place) => hall.row[place] ?? 0),
    x: places.map((place) => tenth(hall.x[place])),
    y: places.map((place) => tenth(hall.y[place])),
  });
  return blocks.map((block) => ({ row: block.row, places: block.places.map((at) => places[at] ?? 0) }));
}
