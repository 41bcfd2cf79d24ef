/** How the map is connected, for the reader. */
export type LinkPhase = 'loading' | 'live' | 'catching-up' | 'paused' | 'failed';

/** The map's connection as data. `position` is the last one in the stream that the seats shown are true for. */
export interface Link {
  phase: LinkPhase;
  position: string | null;
  /** Attempts since the last success. */
  failures: number;
  visible: boolean;
}

/** What may happen to it. */
export type LinkEvent =
  | { type: 'start' }
  | { type: 'state-loaded'; position: string }
  | { type: 'state-failed' }
  | { type: 'opened' }
  | { type: 'seats'; position: string }
  | { type: 'reset' }
  | { type: 'stale' }
  | { type: 'broken' }
  | { type: 'hidden' }
  | { type: 'visible' }
  | { type: 'retry' };

/** What is to be done then. Each step replaces what was under way. */
export type LinkStep =
  | { do: 'nothing' }
  | { do: 'load-state'; afterMilliseconds: number }
  | { do: 'open-stream'; position: string; afterMilliseconds: number }
  | { do: 'close' };

export const firstLink: Link = { phase: 'loading', position: null, failures: 0, visible: true };

/**
 * The rules of the connection: state first, then the stream from its position; a broken stream goes on from the last position
 * seen; a reset starts over from the state; a hidden page has no stream.
 * @param chance 0–1, spreads the answers of thousands of maps to the same reset
 */
export function followLink(link: Link, event: LinkEvent, chance: number): { link: Link; step: LinkStep } {
  switch (event.type) {
    case 'start':
      return { link: { ...link, phase: 'loading' }, step: { do: 'load-state', afterMilliseconds: 0 } };
    case 'retry':
      return onRetry(link);
    case 'state-loaded': {
      const next: Link = { ...link, position: event.position, phase: link.position ? link.phase : 'live' };
      if (!link.visible) return { link: { ...next, phase: 'paused' }, step: { do: 'close' } };
      return { link: next, step: { do: 'open-stream', position: event.position, afterMilliseconds: 0 } };
    }
    case 'state-failed':
      return afterFailedState(link, chance);
    case 'opened':
      return { link: { ...link, phase: 'live', failures: 0 }, step: { do: 'nothing' } };
    case 'seats':
      // Not a sign of being up to date: a map that was told stale goes on with what is known, until the reset that ends it.
      return { link: { ...link, failures: 0, position: event.position }, step: { do: 'nothing' } };
    case 'reset':
      return {
        link: { ...link, phase: 'catching-up' },
        step: { do: 'load-state', afterMilliseconds: Math.round(chance * 400) },
      };
    case 'stale':
      return { link: { ...link, phase: 'catching-up' }, step: { do: 'nothing' } };
    case 'broken':
      if (!link.visible) return { link, step: { do: 'nothing' } };
      return afterBrokenStream(link, chance);
    case 'hidden':
      return {
        link: { ...link, visible: false, phase: link.position ? 'paused' : link.phase },
        step: { do: 'close' },
      };
    case 'visible':
      return onVisible(link);
  }
}

function afterFailedState(link: Link, chance: number): { link: Link; step: LinkStep } {
  const failures = link.failures + 1;
  // Nothing to show yet: say so, with a button; it tries on by itself as well.
  const phase = link.position ? 'catching-up' : 'failed';
  return {
    link: { ...link, failures, phase },
    step: { do: 'load-state', afterMilliseconds: backoff(failures, chance) },
  };
}

function afterBrokenStream(link: Link, chance: number): { link: Link; step: LinkStep } {
  const failures = link.failures + 1;
  const afterMilliseconds = backoff(failures, chance);
  const next: Link = { ...link, failures, phase: 'catching-up' };
  if (link.position === null) return { link: next, step: { do: 'load-state', afterMilliseconds } };
  return { link: next, step: { do: 'open-stream', position: link.position, afterMilliseconds } };
}

/** Also when the device is online again: the stream goes on from where it was, or says reset. */
function onRetry(link: Link): { link: Link; step: LinkStep } {
  if (link.position === null) return followLink(link, { type: 'start' }, 0);
  if (!link.visible) return { link, step: { do: 'nothing' } };
  const step: LinkStep = { do: 'open-stream', position: link.position, afterMilliseconds: 0 };
  return { link: { ...link, phase: 'catching-up' }, step };
}

function onVisible(link: Link): { link: Link; step: LinkStep } {
  if (link.position === null) {
    return { link: { ...link, visible: true }, step: { do: 'load-state', afterMilliseconds: 0 } };
  }
  return {
    link: { ...link, visible: true, phase: 'catching-up' },
    step: { do: 'open-stream', position: link.position, afterMilliseconds: 0 },
  };
}

/** 0.3 s at first, doubling to 10 s, half of it by chance. */
function backoff(failures: number, chance: number): number {
  const full = Math.min(300 * 2 ** (failures - 1), 10_000);
  return Math.round(full * (0.5 + chance / 2));
}
