import type { SeatBlock } from './seat-blocks';

/**
 * off: anything goes. lenient: a selection may leave a single free seat alone only where the run of free seats it is
 * taken from allows no other choice of that size. strict: only where no run of the whole row does.
 */
export type OrphanRule = 'off' | 'lenient' | 'strict';

/** Why a selection is against the rule. */
export interface OrphanFinding {
  /** The free seats it would leave alone. */
  orphans: number[];
  /** A choice of the same size in the same row that leaves none, nearest to what was wanted. */
  instead: number[];
}

/** A run of free seats between two taken ones (or the block's ends), as it was before the selection. */
type Run = readonly number[];

/** Runs of seats that are not taken, in order. */
export function freeRuns(places: readonly number[], isTaken: (place: number) => boolean): number[][] {
  const runs: number[][] = [];
  let open: number[] | null = null;
  for (const place of places) {
    if (isTaken(place)) open = null;
    else if (open) open.push(place);
    else {
      open = [place];
      runs.push(open);
    }
  }
  return runs;
}

/** Free seats that stand alone once `chosen` is taken out of a run, and did not stand alone before. */
function orphansOf(run: Run, chosen: ReadonlySet<number>): number[] {
  if (run.length === 1) return [];
  return freeRuns(run, (place) => chosen.has(place)).flatMap((rest) => (rest.length === 1 ? rest : []));
}

/** Where such a choice may begin in the run. */
function starts(length: number, size: number): number[] {
  const all = Array.from({ length: Math.max(0, length - size + 1) }, (_, start) => start);
  return all.filter((start) => start !== 1 && length - size - start !== 1);
}

/** The choice of `size` seats side by side from these runs that leaves none alone and is nearest to `near`. */
function legalChoice(
  runs: readonly Run[],
  size: number,
  near: (places: readonly number[]) => number,
): number[] {
  let best: number[] = [];
  let bestCost = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    for (const start of starts(run.length, size)) {
      const choice = run.slice(start, start + size);
      const cost = near(choice);
      if (cost < bestCost) [best, bestCost] = [choice, cost];
    }
  }
  return best;
}

/**
 * Judges a selection by the orphan rule; null when it is legal. `isTaken` says what others have (sold, held, withheld);
 * the buyer's own seats count as free, and `selection` is all that the buyer would have. A selection without seats
 * is legal, and so is one that leaves nothing better to choose: the rule never blocks the last sale of a row.
 */
export function orphanFinding(
  rule: OrphanRule,
  blocks: readonly SeatBlock[],
  selection: readonly number[],
  isTaken: (place: number) => boolean,
): OrphanFinding | null {
  if (rule === 'off' || selection.length === 0) return null;
  const chosen = new Set(selection);
  const rows = new Map<number, SeatBlock[]>();
  for (const block of blocks) rows.set(block.row, [...(rows.get(block.row) ?? []), block]);
  for (const row of rows.values()) {
    const finding = judgeRow(rule, row, chosen, isTaken);
    if (finding) return finding;
  }
  return null;
}

function judgeRow(
  rule: 'lenient' | 'strict',
  row: readonly SeatBlock[],
  chosen: ReadonlySet<number>,
  isTaken: (place: number) => boolean,
): OrphanFinding | null {
  const runs = row.flatMap((block) =>
    freeRuns(block.places, (place) => isTaken(place) && !chosen.has(place)),
  );
  const order = new Map(row.flatMap((block) => block.places).map((place, i) => [place, i]));
  for (const run of runs) {
    const mine = run.filter((place) => chosen.has(place));
    const orphans = mine.length > 0 ? orphansOf(run, chosen) : [];
    if (orphans.length === 0) continue;
    const first = order.get(mine[0] ?? 0) ?? 0;
    const near = ([start = 0]: readonly number[]) => Math.abs((order.get(start) ?? 0) - first);
    const inRun = legalChoice([run], mine.length, near);
    // The buyer's seats in other runs of the row stay where they are.
    const others = runs.filter((other) => !other.some((place) => chosen.has(place)));
    const instead = inRun.length === 0 && rule === 'strict' ? legalChoice(others, mine.length, near) : inRun;
    if (instead.length > 0) return { orphans, instead };
  }
  return null;
}
