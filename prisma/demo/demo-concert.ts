import type { Text } from '@/lib/domain/sale';

export type VenueKey = 'club' | 'theatre' | 'arena' | 'dome';
export type HallKey = VenueKey | 'clubStanding';

/** A moment told from the moment of seeding; `time` is the clock in Seoul. */
export type FromNow = { minutes: number } | { day: number; time: string };

export interface DemoSchedule {
  /** Days from today, negative for past shows. */
  day: number;
  /** Start, the clock in Seoul. */
  time: string;
  salesOpen: FromNow;
  /** Share of the seats and standing places that are sold, 0–1. */
  sold: number;
  /** Share of the seats that the organizer keeps back, 0–1. */
  withheld: number;
  /** People wait in front of the seat map, from this moment on. */
  waitingRoomOpens?: FromNow;
  /** Rows that must stay free, by their label. */
  freeRows?: string[];
}

export interface DemoConcert {
  slug: string;
  title: Text;
  artist: Text;
  /** Paragraphs. */
  description: { ko: string[]; en: string[] };
  hall: HallKey;
  /** Length of the show. */
  minutes: number;
  /** Won, by category of the hall's plan. */
  prices: Record<string, number>;
  /** How it is paid; nothing is paid online where it is left out. */
  paymentMethods?: ('none' | 'sandbox')[];
  schedules: DemoSchedule[];
}
