import { createHash } from 'node:crypto';
import type { Text } from '@/lib/domain/sale';
import { drawArena } from '../plans/arena';
import { drawClub, drawStandingClub } from '../plans/club';
import { drawDome } from '../plans/dome';
import { drawTheatre } from '../plans/theatre';
import type { HallKey, VenueKey } from './demo-concert';

interface DemoHall {
  /** The venue it is in. */
  venue: VenueKey;
  draw: () => unknown;
}

/** The demo's venues; none of them exists. */
export const demoVenues: Record<VenueKey, { name: Text; city: Text }> = {
  club: { name: { ko: '라이브홀 물결', en: 'Live Hall Mulgyeol' }, city: { ko: '서울', en: 'Seoul' } },
  theatre: { name: { ko: '극장 은하', en: 'Eunha Theatre' }, city: { ko: '부산', en: 'Busan' } },
  arena: { name: { ko: '한빛 아레나', en: 'Hanbit Arena' }, city: { ko: '서울', en: 'Seoul' } },
  dome: { name: { ko: '서해 돔', en: 'Seohae Dome' }, city: { ko: '인천', en: 'Incheon' } },
};

/** How the venues are seated; the club also without seats on its floor. */
export const demoHalls: Record<HallKey, DemoHall> = {
  club: { venue: 'club', draw: drawClub },
  clubStanding: { venue: 'club', draw: drawStandingClub },
  theatre: { venue: 'theatre', draw: drawTheatre },
  arena: { venue: 'arena', draw: drawArena },
  dome: { venue: 'dome', draw: drawDome },
};

/** All demo halls are in this zone. */
export const demoTimeZone = 'Asia/Seoul';

/**
 * A plan's id names its content: browsers keep a plan for ever under its id, and a demo drawn anew may not be taken for
 * the one before.
 */
export function planIdOf(key: HallKey, plan: unknown): string {
  return `${key}-${createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 10)}`;
}
