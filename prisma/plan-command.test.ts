import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planWithDuplicateGuids, planWithRowPieces, planWithTwoFloors } from '@/lib/domain/test-plans';
import { createTestDatabase, type TestDatabase } from '@/lib/postgres/test-database';
import { bundle, root } from '@/scripts/bundle.mjs';
import { PrismaClient } from './generated/client';

let database: TestDatabase;
let prisma: PrismaClient;
const folder = mkdtempSync(join(tmpdir(), 'plan-command-'));

beforeAll(async () => {
  const bundled = bundle('plan');
  database = await createTestDatabase();
  prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 1 }) });
  const city = { cityKo: '서울', cityEn: 'Seoul', timeZone: 'Asia/Seoul' };
  await prisma.venue.create({ data: { id: 'hall', nameKo: '홀', nameEn: 'Hall', ...city } });
  await bundled;
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, json: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof json === 'string' ? json : JSON.stringify(json));
  return file;
}

function plan(args: string[], url: string | undefined = undefined) {
  const env = { ...process.env, DATABASE_URL: url };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/plan.mjs'), ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run plan -- import', () => {
  it.each([
    ['duplicates', planWithDuplicateGuids],
    ['floors', planWithTwoFloors],
    ['pieces', planWithRowPieces],
  ])('stores the plan with %s and reports every defect', async (name, draw) => {
    const { json, seatCount, defects } = draw();
    const file = fileOf(`${name}.json`, json);
    const reportFile = join(folder, `${name}-report.json`);
    const { status, stdout } = plan(
      ['import', file, '--venue', 'hall', '--report', reportFile],
      database.url,
    );
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Stored for Hall: hall-/),
    });
    const id = stdout.trim().split(' ').at(-1) ?? '';
    const stored = await prisma.seatingPlan.findUniqueOrThrow({ where: { id } });
    expect(stored).toMatchObject({ venueId: 'hall', name: json.name, seatCount });
    const report = JSON.parse(readFileSync(reportFile, 'utf8'));
    expect(report.defects).toHaveLength(defects.length);
    expect(report).toMatchObject({ file, accepted: true, name: json.name });
  });

  it('stores the same plan once, and under another name as another', async () => {
    const args = ['import', fileOf('again.json', planWithRowPieces().json), '--venue', 'hall'];
    const named = [...args, '--name', 'Großes Haus'];
    expect(plan(named, database.url)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/Stored for/),
    });
    expect(plan(named, database.url)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/stored already/),
    });
    expect(await prisma.seatingPlan.count({ where: { name: 'Großes Haus' } })).toBe(1);
  });

  it('says which venues there are when that one is not, and when there is no database', () => {
    const file = fileOf('lost.json', planWithRowPieces().json);
    const unknown = plan(['import', file, '--venue', 'moon'], database.url);
    expect(unknown).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/no venue "moon"[\s\S]*hall \(Hall\)/),
    });
    const without = plan(['import', file, '--venue', 'hall']);
    expect(without).toMatchObject({ status: 1, stderr: expect.stringMatching(/There is no database/) });
    const away = plan(['import', file, '--venue', 'hall'], 'postgresql://nobody@127.0.0.1:1/none');
    expect(away).toMatchObject({ status: 1, stderr: expect.stringMatching(/did not take the plan/) });
  });
});

describe('npm run plan -- check', () => {
  it('needs no database and ends with 0 for what can be repaired', () => {
    const { status, stdout } = plan(['check', fileOf('sound.json', planWithRowPieces().json)]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/ROW_LABEL_REPEATED \(5\)/);
    expect(stdout).toMatch(/zone "Saal", row "1" at zones\.0\.rows\.0/);
  });

  it('ends with 1 and the reason for what is refused, also in the report', () => {
    const reportFile = join(folder, 'refused.json');
    const { status, stderr } = plan(['check', fileOf('bad.json', '\u001b[2J{'), '--report', reportFile]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/no JSON/);
    expect(stderr).not.toContain('\u001b');
    expect(JSON.parse(readFileSync(reportFile, 'utf8'))).toMatchObject({
      accepted: false,
      issues: [{ path: '' }],
    });
  });

  it.each([
    [['check']],
    [['mend', 'x.json']],
    [['check', 'a.json', 'b.json']],
    [['check', 'a.json', '--venue', 'hall']],
    [['check', 'nowhere.json']],
    [['import', 'a.json']],
    [['import', 'a.json', '--venue', 'hall', '--name', ' ']],
    [['check', 'a.json', '--force']],
  ])('ends with 2 for %j', (args) => {
    expect(plan(args)).toMatchObject({ status: 2, stderr: expect.stringMatching(/\S/) });
  });

  it('explains itself', () => {
    expect(plan(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/--report/) });
  });
});
