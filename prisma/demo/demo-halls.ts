import { createHash } from 'node:crypto';
import type { Text } from '@/lib/domain/sale';
import { drawArena } from '../plans/arena';
import { drawClub } from '../plans/club';
import { drawDome } from '../plans/dome';
import { drawTheatre } from '../plans/theatre';
import type { HallKey } from './demo-concert';

interface DemoHall {
  name: Text;
  city: Text;
  draw: () => unknown;
}

/** The demo's halls; none of them exists. */
export const demoHalls: Record<HallKey, DemoHall> = {
  club: {
    name: { ko: '라이브홀 물결', en: 'Live Hall Mulgyeol' },
    city: { ko: '서울', en: 'Seoul' },
    draw: drawClub,
  },
  theatre: {
    name: { ko: '극장 은하', en: 'Eunha Theatre' },
    city: { ko: '부산', en: 'Busan' },
    draw: drawTheatre,
  },
  arena: {
    name: { ko: '한빛 아레나', en: 'Hanbit Arena' },
    city: { ko: '서울', en: 'Seoul' },
    draw: drawArena,
  },
  dome: {
    name: { ko: '서해 돔', en: 'Seohae Dome' },
    city: { ko: '인천', en: 'Incheon' },
    draw: drawDome,
  },
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
