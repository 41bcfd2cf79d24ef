'use client';

import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { reloadIfOutdated } from '@/components/site/reload-if-outdated';
import type { StandbyActions, StandbyWish } from '@/components/standby/standby-actions';
import { useLineWatch } from '@/components/standby/use-line-watch';
import type { Refusal } from '@/lib/domain/refusals';
import type { Standby } from '@/lib/domain/standby';
import type { MapStage } from './map-stage';

/** A seat that came free is offered within about this: then it is worth looking. */
const offeredWithinMilliseconds = 900;

/** What came of standing by. */
export type StandbyEvent =
  | { type: 'joined'; standby: Standby }
  | { type: 'offered'; standby: Standby }
  /** What was offered is not any more: booked, declined, or passed on. */
  | { type: 'over' }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'unreachable' };

interface StandbyUse {
  scheduleId: string;
  /** Null where the schedule has no lines, or nobody is signed in. */
  initial: readonly Standby[];
  actions: StandbyActions;
  stage: MapStage;
  onEvent: (event: StandbyEvent) => void;
}

/** My places in line on this map. */
export interface StandbyLines {
  lines: readonly Standby[];
  busy: boolean;
  /** The line of this very seat that I stand in. */
  lineOf: (place: number) => Standby | undefined;
  join: (wish: StandbyWish) => Promise<void>;
  leave: (standbyId: string) => Promise<void>;
}

/** Keeps my places in line: joins and leaves, looks when a seat of theirs changes, tells what came of it. */
export function useStandby({ scheduleId, initial, actions, stage, onEvent }: StandbyUse): StandbyLines {
  const [lines, setLines] = useState(initial);
  const [busy, setBusy] = useState(false);
  const known = useRef(initial);

  const adopt = (fresh: readonly Standby[]) => {
    const before = offered(known.current).map(({ standbyId }) => standbyId);
    known.current = fresh;
    setLines(fresh);
    const now = offered(fresh);
    if (before.some((id) => !now.some(({ standbyId }) => standbyId === id))) onEvent({ type: 'over' });
    for (const standby of now) if (!before.includes(standby.standbyId)) onEvent({ type: 'offered', standby });
  };

  const refresh = async () => {
    try {
      const said = await actions.view(scheduleId);
      if (said.ok) adopt(said.value);
    } catch {
      // Offline; the next look will tell.
    }
  };

  const look = useLineWatch({
    address: `/api/v1/schedules/${encodeURIComponent(scheduleId)}/standby`,
    lines,
    onChange: () => void refresh(),
  });
  useSeatsOf(stage, lines, look);

  /** Does one thing at a time, and tells what stood against it. */
  const act = async (work: () => Promise<Refusal | null>) => {
    if (busy) return;
    setBusy(true);
    try {
      const refusal = await work();
      if (refusal) onEvent({ type: 'refused', refusal });
    } catch (error) {
      reloadIfOutdated(error);
      onEvent({ type: 'unreachable' });
    }
    setBusy(false);
  };

  const join = (wish: StandbyWish) =>
    act(async () => {
      const said = await actions.join(scheduleId, wish);
      if (!said.ok) return said.refusal;
      const { standby } = said.value;
      known.current = [...known.current.filter(({ standbyId }) => standbyId !== standby.standbyId), standby];
      setLines(known.current);
      onEvent({ type: 'joined', standby });
      return null;
    });

  const leave = (standbyId: string) =>
    act(async () => {
      const said = await actions.leave(scheduleId, standbyId);
      if (!said.ok) return said.refusal;
      const left = known.current.find((one) => one.standbyId === standbyId);
      known.current = known.current.filter((one) => one !== left);
      setLines(known.current);
      if (left?.offer) onEvent({ type: 'over' });
      return null;
    });

  const lineOf = (place: number) =>
    lines.find(({ state, seats }) => state === 'waiting' && seats.length === 1 && seats[0]?.place === place);
  return { lines, busy, lineOf, join, leave };
}

function offered(lines: readonly Standby[]): Standby[] {
  return lines.filter(({ state }) => state === 'offered');
}

/** Looks when the live stream says that something became of a seat somebody of us waits for. */
function useSeatsOf(stage: MapStage, lines: readonly Standby[], look: () => void): void {
  const lookSoon = useEffectEvent(look);
  const concerns = useMemo(() => {
    const waiting = lines.filter(({ state }) => state === 'waiting' || state === 'offered');
    const places = new Set(waiting.flatMap(({ seats }) => seats.map(({ place }) => place)));
    const grades = new Set(waiting.flatMap(({ grade }) => grade ?? []));
    const { hall } = stage;
    return (place: number) =>
      places.has(place) || grades.has(hall.grades[hall.category[place] ?? 0]?.name ?? '');
  }, [stage, lines]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = stage.state.subscribe((changed) => {
      if (timer !== undefined || (changed !== 'all' && !changed.some(concerns))) return;
      timer = setTimeout(() => {
        timer = undefined;
        lookSoon();
      }, offeredWithinMilliseconds);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [stage, concerns]);
}
