'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { refusalSentence } from '@/components/refusal-text';
import type { OrphanRefusal, Refusal, SeatRefusal } from '@/lib/domain/refusals';
import type { SaleStatus, ScheduleDetail } from '@/lib/domain/sale';
import { placeOfSeatId } from '@/lib/domain/seat';
import { areaOfId } from '@/lib/domain/standing-area';
import type { DeskEvent } from './hold-wishes';
import type { LinkPhase } from './live-link';
import type { MapNotice } from './map-notice';
import type { MapStage } from './map-stage';
import { nearestFree } from './nearest-free';
import { rowInWords, seatWords, sectionInWords } from './seat-words';
import { showPlaces } from './show-places';
import type { LateParts } from './use-late-parts';
import { useNotice } from './use-notice';
import { signInAddress } from './use-wanted-seat';

const lostCode = { SEAT_ALREADY_HELD: 1, SEAT_ALREADY_SOLD: 2, SEAT_WITHHELD: 3 } as const;
const alternativesShown = 3;

/** What the map says and shows of what came of the buyer's wishes. */
export interface DeskTalk {
  notice: MapNotice | null;
  /** What was said last to screen readers. */
  said: string;
  say: (text: string) => void;
  warn: (text: string, more?: Partial<MapNotice>) => void;
  quiet: () => void;
  sentence: (refusal: Refusal) => string;
  nameOf: (place: number) => string;
  /** A seat is somebody else's: it flashes, and free ones near it pulse. */
  lose: (place: number, refusal: SeatRefusal) => void;
  /** `mine`: the places shown as mine now. */
  onEvent: (event: DeskEvent, mine: readonly number[]) => void;
}

interface TalkWish {
  stage: MapStage;
  schedule: ScheduleDetail;
  /** null until they are there. */
  late: LateParts | null;
  sale: SaleStatus;
  link: LinkPhase;
}

/** Puts the desk's events into notices, sentences for screen readers, flashes, pulses and flights. */
export function useDeskEvents(wish: TalkWish): DeskTalk {
  const { stage, schedule, late, sale, link } = wish;
  const t = useTranslations('seatMap');
  const all = useTranslations();
  const language = useLocale();
  const { notice, warn, quiet } = useNotice(stage, sale, link);
  const [said, say] = useState('');
  const { hall, state } = stage;
  const sentence = (refusal: Refusal) => refusalSentence(all, refusal, language, schedule.venue.timeZone);
  const nameOf = (place: number) => {
    const { section, row, number } = seatWords(hall, place);
    return t('seatName', {
      section: sectionInWords(section, language),
      row: rowInWords(row, language),
      number,
    });
  };

  const lose = (place: number, refusal: SeatRefusal) => {
    const offered = refusal.alternatives.map((seat) => seat.place);
    const near = offered.length > 0 ? offered : nearestFree(hall, state.shownCodes, place, alternativesShown);
    const alternatives = near.slice(0, alternativesShown);
    stage.draw('flash', [place]);
    stage.draw('pulse', alternatives);
    // What is withheld does not come free.
    const standBy = refusal.code === 'SEAT_WITHHELD' ? null : place;
    const words = alternatives.length === 0 && standBy !== null ? t('takenAndNoneLeft') : sentence(refusal);
    warn(words, { alternatives, standBy, end: { when: 'seat-free', place } });
  };

  /** The seats left alone flash; the legal choice pulses and is one tap away. */
  const leaveAlone = (place: number | null, refusal: OrphanRefusal, mine: readonly number[]) => {
    const alone = refusal.seats.flatMap(({ seatId }) => placeOfSeatId(schedule.scheduleId, seatId) ?? []);
    const instead = refusal.alternatives.map((seat) => seat.place);
    stage.draw('flash', alone);
    stage.draw('pulse', instead);
    const [first] = instead;
    if (first === undefined || !late) return warn(sentence(refusal));
    const selection = place === null ? mine : [...mine, place];
    const replaced = late.chosenBeside(hall, state.shownCodes, selection, alone);
    const row = rowInWords(seatWords(hall, first).row, language);
    const numbers = instead.map((seat) => hall.number[seat] ?? '').join(', ');
    const offer = {
      text: t('takeInstead', { row, numbers, count: instead.length }),
      take: instead.filter((seat) => !mine.includes(seat)),
      giveBack: replaced.filter((seat) => mine.includes(seat) && !instead.includes(seat)),
    };
    warn(sentence(refusal), { offer });
  };

  const onRefused = (event: Extract<DeskEvent, { type: 'refused' }>, mine: readonly number[]) => {
    const { place, refusal } = event;
    switch (refusal.code) {
      case 'SEAT_ALREADY_HELD':
      case 'SEAT_ALREADY_SOLD':
      case 'SEAT_WITHHELD': {
        const lost = refusal.seats.flatMap(({ seatId }) => placeOfSeatId(schedule.scheduleId, seatId) ?? []);
        // The stream will say the same in a moment; until then the seats must not look free.
        for (const each of place === null ? lost : [place]) state.apply([[each, lostCode[refusal.code]]]);
        const [first] = place === null ? lost : [place];
        return first === undefined ? warn(sentence(refusal)) : lose(first, refusal);
      }
      case 'NOT_ENOUGH_PLACES':
        // The stream will say the same in a moment.
        for (const { areaId, available } of refusal.areas) {
          stage.areas.apply([[areaOfId(schedule.scheduleId, areaId) ?? -1, available]]);
        }
        return warn(sentence(refusal));
      case 'LEAVES_SINGLE_SEAT':
        return leaveAlone(place, refusal, mine);
      case 'NOT_SIGNED_IN':
      case 'SESSION_SUPERSEDED': {
        const href = signInAddress(schedule.scheduleId, place, refusal.code === 'SESSION_SUPERSEDED');
        return warn(sentence(refusal), { link: { href, text: t('signIn') } });
      }
      case 'NOT_ADMITTED': {
        const href = `/schedules/${schedule.scheduleId}/waiting-room`;
        return warn(sentence(refusal), { link: { href, text: t('toWaitingRoom') } });
      }
      case 'TOO_MANY_REQUESTS':
      case 'SERVICE_UNAVAILABLE':
        return warn(sentence(refusal), { end: { when: 'later', seconds: refusal.retryAfterSeconds } });
      default:
        return warn(sentence(refusal));
    }
  };

  const showBest = (places: number[], together: boolean) => {
    showPlaces(stage, places);
    say(t('saidBest', { seats: places.map(nameOf).join(', ') }));
    if (together) quiet();
    else warn(t('notTogether', { count: places.length }), { kind: 'note' });
  };

  const onEvent = (event: DeskEvent, mine: readonly number[]) => {
    if (event.type === 'held') say(t('saidHeld', { seat: nameOf(event.place) }));
    else if (event.type === 'released') {
      for (const place of event.places) say(t('saidReleased', { seat: nameOf(place) }));
    } else if (event.type === 'swapped') say(t('saidBest', { seats: event.places.map(nameOf).join(', ') }));
    else if (event.type === 'area') {
      const area = hall.standing[event.area]?.name ?? '';
      say(t('saidArea', { area, count: event.quantity }));
    } else if (event.type === 'best') showBest(event.places, event.together);
    else if (event.type === 'refused') onRefused(event, mine);
    else warn(t('unreachable'), { end: { when: 'connected' } });
  };

  return { notice, said, say, warn, quiet, sentence, nameOf, lose, onEvent };
}
