import { z } from 'zod';

/*
 * The pretix seating-plan format (https://github.com/pretix/pretix, seating-plan.schema.json), strict: what the
 * format does not know is refused. What it lacks stands in ONE object of ours at the root, `rowlock`, which other
 * readers can leave out (docs/seating-plans.md); its JSON schema is prisma/plans/rowlock-extension.schema.json.
 * A plan is a stranger's file: every text, number and count has a bound.
 */

/** The largest stadiums have 110,000 seats. */
export const maxSeats = 120_000;
export const maxCategories = 200;
export const maxCoordinate = 1_000_000;

/** One line a person can read; PostgreSQL stores neither NUL nor half a surrogate pair. */
function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'control characters are not allowed');
}

export const colourPattern = /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|hsl)a?\([\d\s.,%/deg]+\))?$/i;

const coordinate = z.number().min(-maxCoordinate).max(maxCoordinate);
const extent = z.int().min(0).max(maxCoordinate);
const position = z.strictObject({ x: coordinate, y: coordinate });
const colour = z.string().max(40).regex(colourPattern, 'not a colour');
const uuid = text(100).optional();

const seat = z.strictObject({
  seat_guid: text(200).min(1),
  seat_number: text(50),
  position,
  category: text(100),
  uuid,
  start_direction: z.enum(['<', '>', '<>']).optional(),
  radius: z.int().min(1).max(1000).optional(),
});

const row = z.strictObject({
  row_number: text(50),
  seats: z.array(seat),
  row_label: text(100).optional(),
  seat_label: text(100).optional(),
  uuid,
  row_number_position: z.enum(['start', 'end', 'both']).nullish(),
  position: position.optional(),
});

const areaText = z.strictObject({
  text: text(200),
  position,
  color: colour.optional(),
  size: z.number().min(1).max(1000).optional(),
});

const area = z.strictObject({
  shape: z.enum(['polygon', 'rectangle', 'ellipse', 'circle', 'text']),
  color: colour.optional(),
  border_color: colour.optional(),
  rotation: z.number().min(-3600).max(3600).optional(),
  position: position.optional(),
  uuid,
  polygon: z.strictObject({ points: z.array(position).max(5000) }).optional(),
  rectangle: z.strictObject({ width: extent, height: extent }).optional(),
  ellipse: z
    .strictObject({
      radius: z.strictObject({ x: coordinate.nonnegative(), y: coordinate.nonnegative() }),
    })
    .optional(),
  circle: z.strictObject({ radius: extent }).optional(),
  text: areaText.optional(),
});

const zone = z.strictObject({
  position,
  rows: z.array(row),
  name: text(100).optional(),
  zone_id: text(100).optional(),
  uuid,
  areas: z.array(area).optional(),
});

const guids = z.array(text(200)).max(maxSeats).optional();

const floor = z.strictObject({
  name: text(100).min(1),
  /** A zone by its index in `zones`, or by its `zone_id`. */
  zones: z.array(z.union([z.int().min(0).max(maxSeats), text(100).min(1)])).max(maxSeats),
});

/**
 * Sold by capacity: a whole zone by its `zone_id` or one area by its `uuid`. Without a category it has no price and is
 * only drawn.
 */
const standing = z.strictObject({
  zone_id: text(100).min(1).optional(),
  area_uuid: text(100).min(1).optional(),
  capacity: z.int().min(1).max(maxSeats),
  /** A category's name, as seats have it. */
  category: text(100).min(1).optional(),
  /** What buyers call it; without it the zone's name, or the text on the area. */
  name: text(100).min(1).optional(),
});

/** What one text of the plan (a zone's, floor's or standing part's name, the words on an area) is in English. */
const translation = z.strictObject({ text: text(200).min(1), en: text(200).min(1) });

/** What the pretix format lacks, version 1. Seats are named by their `seat_guid`. */
export const rowlockExtension = z.strictObject({
  version: z.literal(1),
  accessible: guids,
  companion: guids,
  restricted_view: guids,
  floors: z.array(floor).max(50).optional(),
  focal_point: position.optional(),
  standing: z.array(standing).max(1000).optional(),
  translations: z.array(translation).max(5000).optional(),
});

export const seatingPlan = z.strictObject({
  name: text(200),
  categories: z
    .array(z.strictObject({ name: text(100).min(1), color: colour.optional() }))
    .max(maxCategories),
  zones: z.array(zone),
  size: z.strictObject({ width: extent.min(1), height: extent.min(1) }),
  rowlock: rowlockExtension.optional(),
});

export type SeatingPlan = z.infer<typeof seatingPlan>;
export type PlanRow = z.infer<typeof row>;
export type PlanArea = z.infer<typeof area>;
export type PlanZone = z.infer<typeof zone>;
export type PlanSeat = z.infer<typeof seat>;
export type RowlockExtension = z.infer<typeof rowlockExtension>;
