import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileHall } from '@/lib/domain/hall';
import { readSeatingPlan } from '@/lib/domain/read-seating-plan';
import { demoConcerts } from './demo-concerts';
import { demoHalls } from './demo-halls';
import { fromNow } from './from-now';

describe.each(demoConcerts)('the concert $slug', (concert) => {
  it('is written in Korean and English', () => {
    for (const text of [concert.title, concert.artist]) {
      expect(text.ko).toMatch(/\p{Script=Hangul}/u);
      expect(text.en).not.toMatch(/\p{Script=Hangul}/u);
    }
    expect(concert.description.ko.length).toBe(concert.description.en.length);
    expect(concert.description.en.length).toBeGreaterThanOrEqual(2);
  });

  it('has a poster that loads nothing from elsewhere', () => {
    const poster = `public/posters/${concert.slug}.svg`;
    expect(existsSync(poster)).toBe(true);
    const svg = readFileSync(poster, 'utf8');
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 600 800"/);
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<text/);
  });

  it('prices every category of its hall', () => {
    const plan = readSeatingPlan(demoHalls[concert.hall].draw());
    const categories = plan.ok ? compileHall(plan.value).categories.map(({ name }) => name) : [];
    expect(Object.keys(concert.prices).sort()).toEqual(categories.sort());
  });
});

describe('fromNow', () => {
  // Ten past one at night of the 22nd in Seoul, still the 21st in UTC.
  const now = new Date('2026-11-21T16:10:00Z');

  it('counts days and reads the clock in Seoul', () => {
    expect(fromNow(now, { day: 1, time: '20:30' }).toISOString()).toBe('2026-11-23T11:30:00.000Z');
    expect(fromNow(now, { day: -22, time: '00:00' }).toISOString()).toBe('2026-10-30T15:00:00.000Z');
  });

  it('counts minutes from the moment', () => {
    expect(fromNow(now, { minutes: 3 }).toISOString()).toBe('2026-11-21T16:13:00.000Z');
  });
});
