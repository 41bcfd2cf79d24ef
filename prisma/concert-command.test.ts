import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planWithTwoFloors } from '@/lib/domain/test-plans';
import { createTestDatabase, type TestDatabase } from '@/lib/postgres/test-database';
import { bundle, root } from '@/scripts/bundle.mjs';
import { concertFileSchema } from './concert-file';
import { PrismaClient } from './generated/client';

let database: TestDatabase;
let prisma: PrismaClient;
const folder = mkdtempSync(join(tmpdir(), 'concert-command-'));
const hall = planWithTwoFloors();
const categories = hall.json.categories.map(({ name }: { name: string }) => name);

beforeAll(async () => {
  const bundled = bundle('concert');
  database = await createTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 1 }) });
  for (const id of ['harbor', 'stranger']) {
    await prisma.user.create({ data: { id, name: id, email: `${id}@example.com` } });
  }
  writeFileSync(join(folder, 'hall.json'), JSON.stringify(hall.json));
  await bundled;
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const show = (day: string) => ({
  startsAt: `2031-05-${day}T19:00:00+09:00`,
  minutes: 120,
  salesOpenAt: '2031-03-01T20:00:00+09:00',
});

function concertFile(changes: Record<string, unknown> = {}) {
  return {
    organizer: 'Harbor@example.com',
    venue: {
      ...{ id: 'harbor-hall', name: { ko: '항구홀', en: 'Harbor Hall' }, city: { ko: '부산', en: 'Busan' } },
      timeZone: 'Asia/Seoul',
    },
    plan: 'hall.json',
    event: {
      ...{ slug: 'night-ferry', title: { ko: '밤배', en: 'Night Ferry' } },
      artist: { ko: '등대', en: 'Lighthouse' },
      description: { ko: ['하나', '둘'], en: ['One', 'Two'] },
      poster: '/posters/blue-hour.svg',
    },
    grades: categories.map((category: string) => ({ category, price: 50_000 })),
    shows: [show('01')],
    ...changes,
  };
}

function concert(command: string, json: unknown, url: string | undefined = database.url) {
  const file = join(folder, 'concert.json');
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return call([command, file], url);
}

function call(args: string[], url: string | undefined = undefined) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/concert.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run concert -- import', () => {
  it('puts a concert on sale; again, it adds what is not there and leaves what people may have booked', async () => {
    const rules = { seatLimit: 2, orphanRule: 'strict' };
    const first = concert('import', concertFile({ rules }));
    expect(first).toMatchObject({ status: 0, stdout: expect.stringMatching(/1 of 1 shows are new/) });
    const event = await prisma.event.findUniqueOrThrow({ where: { slug: 'night-ferry' } });
    expect(event).toMatchObject({ organizerId: 'harbor', titleKo: '밤배', descriptionEn: 'One\n\nTwo' });
    const { role } = await prisma.user.findUniqueOrThrow({ where: { id: 'harbor' } });
    expect(role).toBe('organizer');
    const schedule = await prisma.schedule.findFirstOrThrow({ where: { eventId: event.id } });
    expect(schedule).toMatchObject({
      ...{ seatLimit: 2, orphanRule: 'strict', holdSeconds: 120, currency: 'KRW', paymentMethods: ['none'] },
      startsAt: new Date('2031-05-01T10:00:00Z'),
      endsAt: new Date('2031-05-01T12:00:00Z'),
      salesCloseAt: new Date('2031-05-01T09:00:00Z'),
    });
    expect(await prisma.seat.count({ where: { scheduleId: schedule.id } })).toBe(hall.seatCount);

    const shows = [
      { ...show('01'), minutes: 90 },
      { ...show('02'), waitingRoomOpensAt: '2031-03-01T19:00:00+09:00' },
    ];
    const title = { ko: '밤배 앙코르', en: 'Night Ferry Encore' };
    const again = concert('import', concertFile({ shows, event: { ...concertFile().event, title } }));
    expect(again).toMatchObject({
      ...{ status: 0, stdout: expect.stringMatching(/1 of 2 shows are new; 1 were there/) },
    });
    expect(await prisma.schedule.findUniqueOrThrow({ where: { id: schedule.id } })).toEqual(schedule);
    const rooms = await prisma.waitingRoom.findMany({ where: { schedule: { eventId: event.id } } });
    expect(rooms).toMatchObject([{ opensAt: new Date('2031-03-01T10:00:00Z') }]);
    expect(await prisma.event.findMany()).toMatchObject([{ id: event.id, titleEn: 'Night Ferry Encore' }]);
    expect(await prisma.seatingPlan.count()).toBe(1);
  });

  it.each([
    ['an account that is not there', { organizer: 'nobody@example.com' }, /sign up with this address first/],
    ["another organizer's event", { organizer: 'stranger@example.com' }, /another organizer/],
    ['a venue in another zone', { venue: { ...concertFile().venue, timeZone: 'Asia/Tokyo' } }, /Asia\/Seoul/],
  ])('refuses %s and stores nothing of it', async (_, changes, reason) => {
    concert('import', concertFile());
    const before = await prisma.schedule.count();
    const refused = concert('import', concertFile({ shows: [show('09')], ...changes }));
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(reason) });
    expect(await prisma.schedule.count()).toBe(before);
    const { role } = await prisma.user.findUniqueOrThrow({ where: { id: 'stranger' } });
    expect(role).toBe('buyer');
  });

  it('makes staff an organizer, who is still staff at the doors they had', async () => {
    concert('import', concertFile());
    const { id: eventId } = await prisma.event.findUniqueOrThrow({ where: { slug: 'night-ferry' } });
    const usher = { id: 'usher', name: 'usher', email: 'usher@example.com', role: 'staff' as const };
    await prisma.user.create({ data: { ...usher, staffOf: { create: { eventId, addedBy: 'harbor' } } } });
    const theirs = { ...concertFile().event, slug: 'ushers-night' };
    const file = concertFile({ organizer: usher.email, event: theirs, shows: [show('11')] });
    expect(concert('import', file)).toMatchObject({ status: 0 });
    const { role } = await prisma.user.findUniqueOrThrow({ where: { id: 'usher' } });
    expect(role).toBe('organizer');
    const { id: scheduleId } = await prisma.schedule.findFirstOrThrow({ where: { eventId } });
    const doors = await prisma.$queryRaw`SELECT may_check_in('usher', ${scheduleId}) AS theirs`;
    expect(doors).toEqual([{ theirs: true }]);
  });

  it('refuses a show while the hall has another, of whatever event, unless that is called off', async () => {
    concert('import', concertFile({ shows: [show('21')] }));
    const others = concertFile({
      event: { ...concertFile().event, slug: 'late-ferry' },
      shows: [{ ...show('21'), startsAt: '2031-05-21T20:59:00+09:00' }],
    });
    const refused = concert('import', others);
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/overlaps .*"night-ferry"/) });
    const called = { startsAt: new Date('2031-05-21T10:00:00Z') };
    await prisma.schedule.updateMany({
      where: called,
      data: { cancelledAt: new Date(), cancelledReason: 'Fog' },
    });
    expect(concert('import', others)).toMatchObject({ status: 0 });
  });

  it('run twice at once, it puts each show on sale once', async () => {
    const event = { ...concertFile().event, slug: 'twin-ferry' };
    const file = join(folder, 'twins.json');
    writeFileSync(file, JSON.stringify(concertFile({ event, shows: [show('25'), show('26')] })));
    const runOnce = () =>
      promisify(execFile)(process.execPath, [join(root, 'dist/concert.mjs'), 'import', file], {
        cwd: root,
        env: { ...process.env, DATABASE_URL: database.url },
      });
    const [one, other] = await Promise.all([runOnce(), runOnce()]);
    expect([one.stdout, other.stdout].sort()).toEqual([
      expect.stringMatching(/0 of 2 shows are new/),
      expect.stringMatching(/2 of 2 shows are new/),
    ]);
    expect(await prisma.schedule.count({ where: { event: { slug: event.slug } } })).toBe(2);
  });

  it('says that there is no database, and that it is away', () => {
    const without = call(['import', join(folder, 'concert.json')]);
    expect(without).toMatchObject({ status: 1, stderr: expect.stringMatching(/There is no database/) });
    const away = concert('import', concertFile(), 'postgresql://nobody@127.0.0.1:1/none');
    expect(away).toMatchObject({ status: 1, stderr: expect.stringMatching(/did not take the concert/) });
  });
});

describe('npm run concert -- check', () => {
  it('needs no database, and says what would be on sale', () => {
    const { status, stdout } = concert('check', concertFile(), '');
    expect(status).toBe(0);
    expect(stdout).toContain('"Night Ferry" in Harbor Hall');
    expect(stdout).toContain('1 May 2031 at 19:00');
  });

  it.each([
    ['no JSON', '\u001b[2J{', /no JSON/],
    ['what it does not know', concertFile({ colour: 'red' }), /Unrecognized key/],
    [
      'a category without a price',
      concertFile({ grades: [{ category: 'X', price: 1 }] }),
      /has no price[\s\S]*"X"/,
    ],
    ['a price in fractions', concertFile({ grades: [{ category: 'X', price: 0.5 }] }), /grades\.0\.price/],
    ['a plan that is not there', concertFile({ plan: 'moon.json' }), /plan: .*moon\.json cannot be read/],
    ['a plan that is none', concertFile({ plan: 'concert.json' }), /plan/],
    [
      'a sale that closes first',
      concertFile({ shows: [{ ...show('01'), salesOpenAt: '2031-06-01T00:00:00Z' }] }),
      /closes before/,
    ],
    [
      'a show that is listed twice',
      concertFile({ shows: [show('01'), { ...show('01'), startsAt: '2031-05-01T10:00:00Z' }] }),
      /shows: a show is listed twice/,
    ],
    [
      'two shows at once in one hall',
      concertFile({ shows: [{ ...show('01'), startsAt: '2031-05-01T20:59:00+09:00' }, show('01')] }),
      /begins before the one before it has ended/,
    ],
    [
      'a time without a zone',
      concertFile({ shows: [{ ...show('01'), startsAt: '2031-05-01T19:00' }] }),
      /startsAt/,
    ],
    [
      'a zone that is none',
      concertFile({ venue: { ...concertFile().venue, timeZone: 'Moon/Sea' } }),
      /venue\.timeZone/,
    ],
    ['a currency that is none', concertFile({ currency: 'WON' }), /currency/],
    [
      'a poster that is not there',
      concertFile({ event: { ...concertFile().event, poster: '/posters/x.svg' } }),
      /public\/posters\/x\.svg/,
    ],
    ['a way to pay there is not', concertFile({ rules: { paymentMethods: ['gold'] } }), /paymentMethods/],
  ])('refuses %s, and says where', (_, json, reason) => {
    const { status, stderr } = concert('check', json, '');
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringMatching(reason) });
    expect(stderr).not.toContain('\u001b');
  });

  it.each([
    [['check']],
    [['mend', 'x.json']],
    [['check', 'a.json', 'b.json']],
    [['check', 'a.json', '--force']],
    [[]],
  ])('ends with 2 for %j', (args) => {
    expect(call(args)).toMatchObject({ status: 2, stderr: expect.stringMatching(/\S/) });
  });

  it('takes the file that its description shows', () => {
    const described = readFileSync(join(root, 'docs/putting-on-sale.md'), 'utf8');
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(described) ?? [];
    expect(concertFileSchema.safeParse(JSON.parse(example))).toMatchObject({ success: true });
  });

  it('explains itself', () => {
    expect(call(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/putting-on-sale/) });
  });
});
