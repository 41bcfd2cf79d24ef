import { z } from 'zod';
import { cancellationPolicySchema } from '@/lib/domain/cancellation';
import { emailInput } from '@/lib/domain/inputs/account-inputs';
import { momentInput, textInput } from '@/lib/domain/inputs/text-input';
import { paymentProviderNames } from '@/lib/domain/payment';

const both = (longest: number) => z.strictObject({ ko: textInput(longest), en: textInput(longest) });

const name = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens');

const timeZone = z.string().refine(isTimeZone, 'no time zone of IANA, such as Asia/Seoul');

const currency = z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), {
  message: 'no currency of ISO 4217, such as KRW',
});

const grade = z.strictObject({
  /** The plan's category it prices. */
  category: textInput(64),
  /** What buyers read; the category, if left out. */
  name: textInput(64).optional(),
  /** Minor units of the currency: won for KRW, cents for EUR. */
  price: z.int().min(0).max(1_000_000_000),
});

const show = z
  .strictObject({
    startsAt: momentInput,
    minutes: z.int().min(1).max(1440),
    salesOpenAt: momentInput,
    /** An hour before the show, if left out. */
    salesCloseAt: momentInput.optional(),
    /** When people may join the waiting room; no waiting room, if left out. */
    waitingRoomOpensAt: momentInput.optional(),
  })
  .transform(({ salesCloseAt, ...rest }) => ({
    ...rest,
    salesCloseAt: salesCloseAt ?? new Date(rest.startsAt.getTime() - 3_600_000),
  }))
  .refine(({ salesOpenAt, salesCloseAt }) => salesOpenAt < salesCloseAt, 'the sale closes before it opens')
  .refine(({ waitingRoomOpensAt, salesOpenAt }) => !waitingRoomOpensAt || waitingRoomOpensAt <= salesOpenAt, {
    message: 'the waiting room opens after the sale',
  });

/** The rules of the sale, in the database's own limits; what is left out has its usual value. */
const rules = z
  .strictObject({
    seatLimit: z.int().min(1).max(100),
    holdSeconds: z.int().min(1).max(3600),
    checkoutSeconds: z.int().min(1).max(3600),
    holdCapSeconds: z.int().min(1).max(7200),
    orphanRule: z.enum(['off', 'lenient', 'strict']),
    allowOverlap: z.boolean(),
    cancellation: cancellationPolicySchema,
    paymentMethods: z.array(z.enum(['none', ...paymentProviderNames])).min(1),
    fairReleaseSeconds: z.int().min(0).max(600),
    standby: z.boolean(),
    standbyOfferSeconds: z.int().min(1).max(7200),
    paymentSeconds: z.int().min(1).max(7200),
  })
  .partial();

/** What `npm run concert` reads (docs/putting-on-sale.md). */
export const concertFileSchema = z.strictObject({
  /** Address of an account: the concert is managed by it. */
  organizer: emailInput,
  venue: z.strictObject({ id: name, name: both(200), city: both(100), timeZone }),
  /** The hall's seating plan: a file, from where this one lies. */
  plan: textInput(500),
  event: z.strictObject({
    slug: name,
    title: both(200),
    artist: both(200),
    description: z.strictObject({ ko: paragraphs(), en: paragraphs() }),
    poster: z.string().regex(/^\/posters\/[\w-]+\.(svg|png|jpe?g|webp|avif)$/, 'a picture in /posters/'),
    /** Seats a buyer may have over all shows of the event; null: no such limit. */
    seatLimit: z.int().min(1).max(1000).nullable().default(null),
  }),
  currency: currency.default('KRW'),
  grades: z
    .array(grade)
    .min(1)
    .max(100)
    .refine((grades) => new Set(grades.map(({ category }) => category)).size === grades.length, {
      message: 'a category is priced twice',
    }),
  shows: z
    .array(show)
    .min(1)
    .max(366)
    .refine((shows) => new Set(shows.map(({ startsAt }) => startsAt.getTime())).size === shows.length, {
      message: 'a show is listed twice',
      abort: true,
    })
    .refine(areApart, 'a show begins before the one before it has ended'),
  rules: rules.default({}),
});

export type ConcertFile = z.infer<typeof concertFileSchema>;

/** When a show ends. */
export function endOf({
  startsAt,
  minutes,
}: Pick<ConcertFile['shows'][number], 'startsAt' | 'minutes'>): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}

/** Whether one hall can have all of these shows: one seat is not two people's at the same time. */
function areApart(shows: readonly z.infer<typeof show>[]): boolean {
  const inOrder = shows.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  return inOrder.every((each, i) => {
    const before = inOrder[i - 1];
    return !before || endOf(before) <= each.startsAt;
  });
}

function paragraphs() {
  return z.array(textInput(2000)).min(1).max(20);
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
