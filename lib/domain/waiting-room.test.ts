import { describe, expect, it } from 'vitest';
import { estimateSeconds, type Flow, mayJoinFrom } from './waiting-room';

const flow: Flow = {
  ...{ state: 'open', capacity: 100, inside: 0, admissionSeconds: 600 },
  ...{ perSecond: 2, measuredPerSecond: 0 },
};

describe('the estimated waiting time', () => {
  it('is what the rate makes of it while there is room inside', () => {
    expect(estimateSeconds(0, flow)).toBe(1);
    expect(estimateSeconds(19, flow)).toBe(10);
  });

  it('follows those who go out once it is full', () => {
    const full = { ...flow, inside: 100, measuredPerSecond: 0.5 };
    expect(estimateSeconds(9, full)).toBe(20);
    expect(estimateSeconds(19, { ...full, inside: 90 })).toBe(5 + 20);
  });

  it('is never longer than admissions last, and never shorter than the rate', () => {
    const full = { ...flow, inside: 100 };
    expect(estimateSeconds(0, full)).toBe(6);
    expect(estimateSeconds(0, { ...full, measuredPerSecond: 1e-9 })).toBe(6);
    expect(estimateSeconds(9, { ...full, measuredPerSecond: 1000 })).toBe(5);
    expect(estimateSeconds(0, { ...full, inside: 120 })).toBe(6);
  });

  it('is not told while nobody is admitted', () => {
    expect(estimateSeconds(0, { ...flow, state: 'paused' })).toBeNull();
    expect(estimateSeconds(0, { ...flow, state: 'drained' })).toBeNull();
  });
});

it('who has no place may join; who has one keeps it', () => {
  expect(['outside', 'skipped', 'left', 'ended'].every((state) => mayJoinFrom(state as 'outside'))).toBe(
    true,
  );
  expect(['early', 'waiting', 'admitted'].some((state) => mayJoinFrom(state as 'early'))).toBe(false);
});
