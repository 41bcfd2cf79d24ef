import { describe, expect, it } from 'vitest';
import { firstLink, followLink, type Link, type LinkEvent, type LinkStep } from './live-link';
import { readChanges } from './live-seats';

/** Follows events one after another; returns where it ended and what was to be done at each. */
function follow(events: LinkEvent[], from: Link = firstLink) {
  let link = from;
  const steps: LinkStep[] = [];
  for (const event of events) {
    const answer = followLink(link, event, 0.5);
    link = answer.link;
    steps.push(answer.step);
  }
  return { link, steps, last: steps.at(-1) };
}

const live = follow([{ type: 'start' }, { type: 'state-loaded', position: 'a.5' }, { type: 'opened' }]).link;

describe('the connection to the live map', () => {
  it('loads the state, then follows the stream from its position', () => {
    const { link, steps } = follow([
      { type: 'start' },
      { type: 'state-loaded', position: 'a.5' },
      { type: 'opened' },
    ]);
    expect(steps.map((step) => step.do)).toEqual(['load-state', 'open-stream', 'nothing']);
    expect(steps[1]).toMatchObject({ position: 'a.5' });
    expect(link.phase).toBe('live');
  });

  it('resumes a broken stream from the last change it has seen, later each time', () => {
    const seen: LinkEvent = { type: 'seats', position: 'a.9' };
    const { link, steps } = follow([seen, { type: 'broken' }, { type: 'broken' }, { type: 'broken' }], live);
    expect(link.phase).toBe('catching-up');
    const waits = steps.slice(1).map((step) => (step.do === 'open-stream' ? step : null));
    expect(waits.map((step) => step?.position)).toEqual(['a.9', 'a.9', 'a.9']);
    const [first = 0, second = 0, third = 0] = waits.map((step) => step?.afterMilliseconds ?? 0);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
    expect(follow([{ type: 'opened' }], link).link).toMatchObject({ phase: 'live', failures: 0 });
  });

  it('starts over from the state when the stream says reset', () => {
    const { steps, link } = follow([{ type: 'reset' }, { type: 'state-loaded', position: 'b.1' }], live);
    expect(steps.map((step) => step.do)).toEqual(['load-state', 'open-stream']);
    expect(link.position).toBe('b.1');
  });

  it('says so while the server itself is not up to date, and keeps listening', () => {
    const { link, last } = follow([{ type: 'stale' }], live);
    expect(link.phase).toBe('catching-up');
    expect(last).toEqual({ do: 'nothing' });
    const sold = follow([{ type: 'seats', position: 'pg.1' }], link).link;
    expect(sold).toMatchObject({ phase: 'catching-up', position: 'pg.1' });
    const back = follow(
      [{ type: 'reset' }, { type: 'state-loaded', position: 'b.1' }, { type: 'opened' }],
      sold,
    );
    expect(back.link.phase).toBe('live');
  });

  it('has no stream while the page is hidden and goes on where it was', () => {
    const hidden = follow([{ type: 'seats', position: 'a.7' }, { type: 'hidden' }], live);
    expect(hidden.last).toEqual({ do: 'close' });
    expect(hidden.link.phase).toBe('paused');
    const shown = follow([{ type: 'visible' }], hidden.link);
    expect(shown.last).toEqual({ do: 'open-stream', position: 'a.7', afterMilliseconds: 0 });
  });

  it('opens no stream when the state arrives on a page that was hidden meanwhile', () => {
    const loading = follow([{ type: 'start' }, { type: 'hidden' }]).link;
    expect(follow([{ type: 'state-loaded', position: 'a.1' }], loading).last).toEqual({ do: 'close' });
    expect(follow([{ type: 'visible' }], loading).last).toMatchObject({ do: 'load-state' });
  });

  it('says it failed while there is nothing to show, and tries on', () => {
    const failed = follow([{ type: 'start' }, { type: 'state-failed' }]);
    expect(failed.link.phase).toBe('failed');
    expect(failed.last).toMatchObject({ do: 'load-state' });
    const again = follow([{ type: 'retry' }], failed.link);
    expect(again.last).toEqual({ do: 'load-state', afterMilliseconds: 0 });
    expect(again.link.phase).toBe('loading');
  });

  it('goes on from where it was when asked to try again, but not on a hidden page', () => {
    expect(follow([{ type: 'retry' }], live).last).toMatchObject({ do: 'open-stream', position: 'a.5' });
    expect(follow([{ type: 'hidden' }, { type: 'retry' }], live).last).toEqual({ do: 'nothing' });
  });

  it('keeps showing the map when a later state cannot be loaded', () => {
    const { link } = follow([{ type: 'reset' }, { type: 'state-failed' }], live);
    expect(link.phase).toBe('catching-up');
  });

  it('never waits longer than ten seconds', () => {
    const events = Array.from({ length: 40 }, (): LinkEvent => ({ type: 'broken' }));
    const { last } = follow(events, live);
    expect(last).toMatchObject({ do: 'open-stream' });
    expect(last?.do === 'open-stream' && last.afterMilliseconds).toBeLessThanOrEqual(10_000);
  });
});

describe('a message of the stream', () => {
  it('is a list of places and codes; what is not is left out', () => {
    expect(readChanges('{"seats":[[4,1],[7,0]],"areas":[[0,12]]}').areas).toEqual([[0, 12]]);
    expect(readChanges('{"seats":[[4,1],[7,0]]}').seats).toEqual([
      [4, 1],
      [7, 0],
    ]);
    const nothing = { seats: [], areas: [] };
    for (const data of ['{"seats":[[4],"x",[1.5,2],null],"areas":5}', '{}', 'null']) {
      expect(readChanges(data)).toEqual(nothing);
    }
  });
});
