import { describe, expect, it } from 'vitest';
import { checkImports, importedModules, judgeFile } from './check-imports.mjs';

describe('the import rules', () => {
  it('hold in this repository', () => {
    expect(checkImports()).toEqual([]);
  });

  it.each([
    ['lib/domain/seat.ts', "import { holdSeats } from '@/lib/use-cases/hold-seats';"],
    ['lib/domain/seat.ts', "import { log } from '../log';"],
    ['lib/domain/seat.ts', "import { randomUUID } from 'node:crypto';"],
    ['lib/postgres/seat-store.ts', "import { holdStore } from '@/lib/redis/hold-store';"],
    ['lib/redis/hold-store.ts', "import type { SeatRow } from '../postgres/seat-store';"],
    ['lib/use-cases/hold-seats.ts', "import { confirmBooking } from './confirm-booking';"],
    ['lib/use-cases/hold-seats.ts', "import { whoIsAsking } from '@/lib/request/session';"],
    ['lib/use-cases/hold-seats.ts', "import { headers } from 'next/headers';"],
    ['lib/request/session.ts', "import { api } from '@/server/api/app';"],
    ['lib/sale/claim-seats.ts', "const { holdSeats } = await import('@/lib/use-cases/hold-seats');"],
    ['lib/env.ts', "import { log } from './log';"],
    ['components/seat-map/picker.tsx', "export { viewHall } from '@/lib/use-cases/view-hall';"],
    ['components/seat-map/picker.tsx', "import type { Hold } from '../../lib/redis/hold-store';"],
    ['components/seat-map/picker.tsx', "let store: typeof import('@/lib/postgres/seat-store');"],
    ['app/schedules/[scheduleId]/page.tsx', "import { seatStore } from '@/lib/postgres/seat-store';"],
    ['app/page.tsx', "import { apiListener } from '@/server/api/app';"],
    ['server/api/app.ts', "import Page from '@/app/page';"],
    ['server/api/app.ts', "import { prisma } from '@/lib/postgres/client';"],
    ['server/sandbox-payments/main.ts', "import { env } from '@/lib/env';"],
  ])('refuse %s: %s', (file, source) => {
    expect(judgeFile(file, source)).toHaveLength(1);
  });

  it.each([
    ['lib/domain/seat.ts', "import { z } from 'zod';\nimport { ok } from './result';"],
    ['lib/use-cases/hold-seats.ts', "import { holdStore } from '@/lib/redis/hold-store';"],
    ['server/api/app.ts', "import { holdSeats } from '@/lib/use-cases/hold-seats';"],
    ['app/page.tsx', "import { Card } from '@/components/ui/card';\nimport './globals.css';"],
    ['server/main.ts', "import { closePostgres } from '@/lib/postgres/client';"],
    ['lib/domain/seat.test.ts', "import { holdSeats } from '@/lib/use-cases/hold-seats';"],
    ['lib/domain/seat.ts', "// import { holdSeats } from '@/lib/use-cases/hold-seats';"],
  ])('allow %s: %s', (file, source) => {
    expect(judgeFile(file, source)).toEqual([]);
  });

  it.each([
    'lib/domain/index.ts',
    'lib/domain/utils/text.ts',
    'lib/redis/lock-manager.ts',
    'lib/domain/seat-helpers.ts',
  ])('refuse the name %s', (file) => {
    expect(judgeFile(file, '')).toHaveLength(1);
  });

  it('see every way of naming a module', () => {
    const source = `import 'a'; import b from "b"; import type { C } from 'c'; export * from 'd';
      const e = await import('e'); type F = typeof import('f'); import {
        g,
      } from 'g';`;
    expect(importedModules(source)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });

  it('refuse a file of lib/ that lies in no room', () => {
    expect(judgeFile('lib/seats.ts', '')).toEqual([expect.stringContaining('no room')]);
  });
});

describe('inside an interactive transaction', () => {
  const inside = (call: string) =>
    judgeFile(
      'lib/postgres/seat-store.ts',
      `prisma().$transaction(async (tx) => { ${call} }); prisma().seat.count();`,
    );

  it.each([
    'await prisma().seat.findMany();',
    'await prisma.seat.findMany();',
    'await prisma().$queryRaw`…`;',
  ])('refuse %s', (call) => {
    expect(inside(call)).toEqual([expect.stringContaining('"tx"')]);
  });

  it('allow its own client', () => {
    expect(inside('await tx.seat.findMany();')).toEqual([]);
  });
});
