/** What tests sell: a small hall of their own in a database of their own. Not used by the product. */
import { randomUUID } from 'node:crypto';
import type { Buyer } from '@/lib/domain/buyer';
import { type CancellationPolicy, koreanCancellationPolicy } from '@/lib/domain/cancellation';
import type { OrphanRule } from '@/lib/domain/orphan-rule';
import { seatId } from '@/lib/domain/seat';
import { type AreaWanted, areaId } from '@/lib/domain/standing-area';
import { usualSettings } from '@/lib/domain/waiting-room';
import { closePostgres, prisma } from '@/lib/postgres/client';
import { createTestDatabase, type DatabaseServer } from '@/lib/postgres/test-database';
import { closeRedis, connectRedis } from '@/lib/redis/client';
import { closeFairLocks } from '@/lib/redis/fair-lock';
import { closeSeatFeed } from '@/lib/redis/seat-feed';
import type { Prisma } from '@/prisma/generated/client';
import { closeLiveMaps } from './live-maps';

/** Points this test process at a database of its own (and at a Redis, the shared one unless named). */
export async function openTestStores(
  redisUrl = process.env.TEST_REDIS_URL,
  server?: DatabaseServer,
): Promise<() => Promise<void>> {
  const database = await createTestDatabase(server);
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl,
    AUTH_SECRET: 'a secret for tests, longer than 32 characters',
    APP_URL: process.env.APP_URL ?? 'http://localhost:3000',
    NODE_ENV: 'test',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  });
  if (!(await connectRedis(5000))) throw new Error('The test Redis does not answer.');
  return async () => {
    await closeLiveMaps();
    await closeSeatFeed();
    closeFairLocks();
    closeRedis();
    await closePostgres();
    await database.drop();
  };
}

function planOf(rows: number, seatsARow: number, areas: readonly number[]) {
  const row = (r: number) => ({
    row_number: `${r + 1}열`,
    row_number_position: 'both',
    position: { x: 20, y: 40 + r * 24 },
    seats: Array.from({ length: seatsARow }, (_, n) => ({
      seat_guid: randomUUID(),
      seat_number: String(n + 1),
      position: { x: n * 22, y: 0 },
      category: 'R',
    })),
  });
  return {
    name: 'Test hall',
    categories: [
      { name: 'R', color: '#4477aa' },
      { name: 'P', color: '#44aa77' },
    ],
    size: { width: 40 + seatsARow * 22, height: 60 + rows * 24 },
    zones: [
      {
        name: 'Floor',
        position: { x: 0, y: 0 },
        rows: Array.from({ length: rows }, (_, r) => row(r)),
        areas: [],
      },
      ...areas.map((_, n) => ({
        ...{ name: `Pit ${n + 1}`, zone_id: `pit-${n}`, position: { x: n * 130, y: 0 }, rows: [] },
        areas: [{ shape: 'rectangle', rectangle: { width: 120, height: 30 } }],
      })),
    ],
    rowlock: {
      version: 1,
      standing: areas.map((capacity, n) => ({ zone_id: `pit-${n}`, capacity, category: 'P' })),
    },
  };
}

/** What a test may want to be different. Hours are from now. */
export interface TestSaleOptions {
  rows?: number;
  seatsARow?: number;
  /** Capacities of its standing areas; none unless a test is about them. */
  areas?: number[];
  seatLimit?: number;
  holdSeconds?: number;
  checkoutSeconds?: number;
  holdCapSeconds?: number;
  allowOverlap?: boolean;
  startsInHours?: number;
  salesOpenInHours?: number;
  salesCloseInHours?: number;
  cancellation?: CancellationPolicy;
  /** off unless a test is about it. */
  orphanRule?: OrphanRule;
  eventSeatLimit?: number;
  /** Another date of an event that is there already. */
  eventId?: string;
  organizerId?: string;
  /** The sale has a waiting room, open since an hour ago, with these settings where the usual ones do not fit. */
  waitingRoom?: Partial<Prisma.WaitingRoomUncheckedCreateWithoutScheduleInput>;
  /** 0 unless a test is about it: what lapsed is free at once. */
  fairReleaseSeconds?: number;
  standbyOfferSeconds?: number;
  /** Only 'none' unless a test is about paying. */
  paymentMethods?: string[];
  paymentSeconds?: number;
}

export interface TestSale {
  eventId: string;
  scheduleId: string;
  seatCount: number;
  fairReleaseSeconds: number;
  seatIds(...places: number[]): string[];
  /** So many places of a standing area. */
  area(area: number, quantity: number): AreaWanted;
}

const hour = 3_600_000;

/** A schedule on sale in a hall of rows × seats, ready to be bought from. */
export async function createTestSale(options: TestSaleOptions = {}): Promise<TestSale> {
  const { rows = 4, seatsARow = 10, areas = [], fairReleaseSeconds = 0 } = options;
  const scheduleId = `t${randomUUID().slice(0, 13).replaceAll('-', '')}`;
  const fromNow = (hours: number) => new Date(Date.now() + hours * hour);
  const startsAt = fromNow(options.startsInHours ?? 24 * 30);
  const venue = await prisma().venue.create({
    data: {
      id: randomUUID(),
      ...{ nameKo: '시험홀', nameEn: 'Test Hall', cityKo: '서울', cityEn: 'Seoul', timeZone: 'Asia/Seoul' },
      plans: {
        create: {
          id: randomUUID(),
          name: 'v1',
          plan: planOf(rows, seatsARow, areas),
          seatCount: rows * seatsARow,
        },
      },
    },
    include: { plans: true },
  });
  const eventId = options.eventId ?? (await createEvent(options));
  await prisma().schedule.create({
    data: {
      ...{ id: scheduleId, eventId, venueId: venue.id, planId: venue.plans[0]?.id ?? '' },
      ...{ startsAt, endsAt: new Date(startsAt.getTime() + 2 * hour) },
      salesOpenAt: fromNow(options.salesOpenInHours ?? -1),
      salesCloseAt: fromNow(options.salesCloseInHours ?? 24 * 29),
      seatLimit: options.seatLimit ?? 4,
      holdSeconds: options.holdSeconds ?? 120,
      checkoutSeconds: options.checkoutSeconds ?? 300,
      holdCapSeconds: options.holdCapSeconds ?? 600,
      allowOverlap: options.allowOverlap ?? true,
      orphanRule: options.orphanRule ?? 'off',
      cancellation: options.cancellation ?? koreanCancellationPolicy,
      paymentMethods: options.paymentMethods ?? ['none'],
      paymentSeconds: options.paymentSeconds ?? 600,
      fairReleaseSeconds,
      standbyOfferSeconds: options.standbyOfferSeconds ?? 600,
      grades: {
        create: [
          { category: 'R', name: 'R', colour: '#4477aa', priceMinor: 154_000, position: 0 },
          ...areas
            .slice(0, 1)
            .map(() => ({ category: 'P', name: 'Pit', colour: '#44aa77', priceMinor: 110_000, position: 1 })),
        ],
      },
      areas: {
        create: areas.map((capacity, area) => ({
          ...{ area, name: `Pit ${area + 1}`, category: 'P', capacity },
        })),
      },
      ...(options.waitingRoom && {
        waitingRoom: { create: { ...usualSettings, opensAt: fromNow(-1), ...options.waitingRoom } },
      }),
    },
  });
  await prisma().$executeRaw`
    INSERT INTO seats (schedule_id, place, category)
    SELECT ${scheduleId}, n, 'R' FROM generate_series(0, ${rows * seatsARow - 1}::int) AS n`;
  return {
    ...{ eventId, scheduleId, seatCount: rows * seatsARow, fairReleaseSeconds },
    seatIds: (...places) => places.map((place) => seatId(scheduleId, place)),
    area: (area, quantity) => ({ areaId: areaId(scheduleId, area), quantity }),
  };
}

async function createEvent(options: TestSaleOptions): Promise<string> {
  const id = randomUUID();
  const organizerId = options.organizerId ?? (await createTestBuyer('organizer')).userId;
  await prisma().event.create({
    data: {
      ...{ id, slug: `test-${id}`, organizerId, poster: '/posters/none.svg' },
      ...{ titleKo: '시험 공연', titleEn: 'Test concert', artistKo: '시험단', artistEn: 'The Testers' },
      ...{
        descriptionKo: '시험입니다.',
        descriptionEn: 'A test.',
        seatLimit: options.eventSeatLimit ?? null,
      },
    },
  });
  return id;
}

/** An account that is signed in. */
export async function createTestBuyer(role: Buyer['role'] = 'buyer'): Promise<Buyer> {
  const [buyer] = await createTestBuyers(1, role);
  if (!buyer) throw new Error('No buyer was made.');
  return buyer;
}

/** Many accounts that are signed in. */
export async function createTestBuyers(count: number, role: Buyer['role'] = 'buyer'): Promise<Buyer[]> {
  const buyers = Array.from({ length: count }, (): Buyer => {
    const userId = randomUUID();
    const sessionId = randomUUID();
    return { userId, sessionId, role, name: 'Tester', email: `${userId}@test.invalid`, scopes: null };
  });
  await prisma().user.createMany({
    data: buyers.map(({ userId, sessionId, name, email }) => ({
      ...{ id: userId, name, email, role, currentSessionId: sessionId },
    })),
  });
  return buyers;
}
