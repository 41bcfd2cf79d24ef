import type { Hall } from './hall';
import type { Money } from './money';
import { nameInEnglish } from './name-in-english';

/** How many places of a standing area; `area` is its index among the hall's standing areas, in plan order. */
export interface AreaQuantity {
  area: number;
  quantity: number;
}

/** Places of a standing area as a caller names them. */
export interface AreaWanted {
  areaId: string;
  quantity: number;
}

/** A standing area as sold in one schedule. */
export interface ScheduleArea {
  /** Its identity within the schedule: its index in plan order. */
  area: number;
  areaId: string;
  name: string;
  /** The seating plan's category that prices it. */
  category: string;
  grade: string;
  /** Of one place. */
  price: Money;
  capacity: number;
}

/** What the plan calls a standing area. */
export interface NamedArea {
  name: string;
  /** The English name, where the plan has one. */
  nameEnglish?: string;
}

/** Places of a standing area in a hold. */
export interface HeldArea extends NamedArea {
  area: number;
  areaId: string;
  grade: string;
  quantity: number;
  /** Of one place. */
  price: Money;
}

/** One booked place of a standing area. */
export interface Entry extends NamedArea {
  area: number;
  areaId: string;
  grade: string;
  price: Money;
  /** Its holder's turn to be let in; null until the booking is confirmed. */
  entryNumber: number | null;
}

/** A standing area's public id: its schedule and its index, e.g. `1-a0`. */
export function areaId(scheduleId: string, area: number): string {
  return `${scheduleId}-a${area}`;
}

/** A standing area's name in the reader's language; plans are written in Korean. */
export function areaName({ name, nameEnglish }: NamedArea, language: 'ko' | 'en'): string {
  return language === 'en' ? nameInEnglish(name, nameEnglish) : name;
}

/** The name of a schedule's standing area, with what its plan says it is in English. */
export function namedArea(
  { standing }: Pick<Hall, 'standing'>,
  area: { area: number; name: string },
): NamedArea {
  const nameEnglish = standing[area.area]?.nameEnglish;
  return { name: area.name, ...(nameEnglish !== undefined && { nameEnglish }) };
}

/** The index an area id names in this schedule; null when it is no area id of this schedule. */
export function areaOfId(scheduleId: string, id: string): number | null {
  const at = id.lastIndexOf('-a');
  if (at < 1 || id.slice(0, at) !== scheduleId) return null;
  const area = id.slice(at + 2);
  return /^(0|[1-9]\d{0,3})$/.test(area) ? Number(area) : null;
}

/** How many places that is in all. */
export function placesIn(areas: readonly { quantity: number }[]): number {
  return areas.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Of each area the larger quantity of the two; in plan order. */
export function unionOf(one: readonly AreaQuantity[], other: readonly AreaQuantity[]): AreaQuantity[] {
  const quantities = new Map<number, number>();
  for (const { area, quantity } of [...one, ...other]) {
    quantities.set(area, Math.max(quantity, quantities.get(area) ?? 0));
  }
  return [...quantities].map(([area, quantity]) => ({ area, quantity })).sort((a, b) => a.area - b.area);
}
