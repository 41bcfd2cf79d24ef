'use client';

import { useEffect, useEffectEvent, useMemo, useRef, useSyncExternalStore } from 'react';
import { serverOffset } from '@/components/time/server-clock';
import type { Hold } from '@/lib/domain/hold';
import type { AreaQuantity } from '@/lib/domain/standing-area';
import { type DeskView, HoldDesk } from './hold-desk';
import type { DeskEvent, HoldActions, TimedHold } from './hold-wishes';
import type { MapStage } from './map-stage';

interface HoldWish {
  scheduleId: string;
  /** Names the buyer's own channel between tabs; null = not signed in. */
  buyerId: string | null;
  /** The hold the page came with, and the server's time then. */
  hold: Hold | null;
  serverNow: string;
  booked: readonly number[];
  actions: HoldActions;
  /** How many seats the buyer wants in all; null = not said. */
  partySize: number | null;
  stage: MapStage;
  onEvent: (event: DeskEvent) => void;
  /** The hold ran out by the clock. */
  onEnd: () => void;
  /** What came with the page may be long over: it is to be asked for again. */
  onReturn: () => void;
}

/** Pages shown so far, by the server's time of each: one that is shown again comes out of the history. */
const shownPages = new Set<string>();

/** My hold on this page: kept over reloads, shared with my other tabs, asked again when the page is looked at again. */
export function useHold(wish: HoldWish): { desk: HoldDesk; view: DeskView } {
  const { scheduleId, buyerId, stage, booked, actions } = wish;
  const onEvent = useEffectEvent(wish.onEvent);
  const onEnd = useEffectEvent(wish.onEnd);
  const tellRef = useRef<(event: DeskEvent) => void>(() => undefined);
  const bookedRef = useRef(booked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: actions come with the page; a new desk would forget the wishes under way.
  const desk = useMemo(() => {
    const shown = {
      setMine: (places: number[], areas: readonly AreaQuantity[]) => {
        stage.mine = [...places, ...bookedRef.current];
        stage.state.setMine(stage.mine);
        stage.areas.setMine(areas);
      },
      drop: (places: number[]) => stage.state.drop(places),
      undrop: (places: number[]) => stage.state.undrop(places),
    };
    return new HoldDesk(scheduleId, actions, shown, (event) => tellRef.current(event));
  }, [scheduleId, stage]);
  const view = useSyncExternalStore(desk.subscribe, desk.current, desk.current);

  useEffect(() => {
    tellRef.current = (event) => onEvent(event);
  }, []);

  useEffect(() => {
    bookedRef.current = booked;
    desk.showAgain();
  }, [desk, booked]);

  const { partySize } = wish;
  useEffect(() => desk.setPartySize(partySize), [desk, partySize]);

  const first = useEffectEvent(() => {
    desk.adopt(wish.hold && timedBy(wish.hold, wish.serverNow));
    const page = `${scheduleId} ${wish.serverNow}`;
    // Back from checkout: the hold and the bookings that came with the page then are not those of now.
    if (shownPages.has(page) && buyerId !== null) {
      void desk.refresh();
      wish.onReturn();
    }
    shownPages.add(page);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a desk.
  useEffect(() => first(), [desk]);

  useTabs(desk, view, wish);

  const endsAt = view.hold?.endsAt;
  useEffect(() => {
    if (endsAt === undefined) return;
    const timer = setTimeout(() => {
      desk.end();
      onEnd();
    }, endsAt - performance.now());
    return () => clearTimeout(timer);
  }, [desk, endsAt]);

  return { desk, view };
}

/** A hold that came with the page: by the server's clock, since the page may have been on its way, or in the history, for long. */
function timedBy(hold: Hold, serverNow: string): TimedHold | null {
  const left = Date.parse(hold.expiresAt) - (Date.now() + serverOffset(serverNow));
  return left > 0 ? { ...hold, endsAt: performance.now() + left } : null;
}

type TabMessage = { hold: Hold; leftMilliseconds: number; sentAt: number } | { hold: null };

type TabsWish = Pick<HoldWish, 'scheduleId' | 'buyerId' | 'onReturn'>;

/** Tells my other tabs what I hold and hears it from them; asks the server when this one is looked at again. */
function useTabs(desk: HoldDesk, view: DeskView, { scheduleId, buyerId, ...wish }: TabsWish): void {
  const onReturn = useEffectEvent(wish.onReturn);
  const channelRef = useRef<BroadcastChannel | null>(null);
  const heardRef = useRef<TimedHold | null | undefined>(undefined);
  useEffect(() => {
    if (buyerId === null) return;
    const channel = new BroadcastChannel(`rowlock-hold-${scheduleId}-${buyerId}`);
    channelRef.current = channel;
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      const late = data.hold ? Date.now() - data.sentAt : 0;
      const hold = data.hold && { ...data.hold, endsAt: performance.now() + data.leftMilliseconds - late };
      heardRef.current = hold;
      desk.adopt(hold);
    };
    const onVisible = async () => {
      if (document.hidden) return;
      const before = desk.current().hold;
      await desk.refresh();
      // It may have been booked in another tab.
      if (before && !desk.current().hold) onReturn();
    };
    const onShow = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      // Back from checkout out of the browser's memory: what is on the page may be long over.
      void desk.refresh();
      onReturn();
    };
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('pageshow', onShow);
    return () => {
      channel.close();
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('pageshow', onShow);
    };
  }, [desk, scheduleId, buyerId]);

  const toldRef = useRef(view.hold);
  useEffect(() => {
    const { hold } = view;
    if (hold === toldRef.current) return;
    toldRef.current = hold;
    // What another tab told is not told back.
    if (hold === heardRef.current) return;
    heardRef.current = undefined;
    const message: TabMessage = hold
      ? { hold, leftMilliseconds: hold.endsAt - performance.now(), sentAt: Date.now() }
      : { hold: null };
    channelRef.current?.postMessage(message);
  }, [view]);
}
