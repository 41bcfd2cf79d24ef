import type { DemoConcert } from '../demo-concert';

export const blueHour: DemoConcert = {
  slug: 'blue-hour',
  title: { ko: '블루 아워 세션', en: 'Blue Hour Sessions' },
  artist: { ko: '윤슬 트리오', en: 'Yunseul Trio' },
  description: {
    ko: [
      '해가 진 뒤 하늘이 가장 파란 이십 분. 피아노, 콘트라베이스, 드럼의 윤슬 트리오는 그 시간의 빛깔로 즉흥 연주를 시작합니다.',
      '악보는 첫 여덟 마디뿐, 나머지는 그날의 관객과 함께 만듭니다. 매 회 녹음하여 한 달 뒤 관객에게만 음원을 보내 드립니다.',
      '음료 한 잔이 포함됩니다. 연주 중 사진 촬영은 앙코르에서만 부탁드립니다.',
    ],
    en: [
      'The twenty minutes after sunset when the sky is at its bluest: piano, double bass and drums, and the Yunseul Trio improvise in its colours.',
      'Only the first eight bars are written down; the rest is made with whoever is in the room. Every night is recorded and sent, a month later, to that night’s audience alone.',
      'One drink is included. Please keep photographs for the encore.',
    ],
  },
  hall: 'club',
  minutes: 90,
  prices: { VIP: 66_000, R: 55_000, S: 44_000 },
  schedules: [
    { day: -19, time: '19:00', salesOpen: { day: -60, time: '12:00' }, sold: 0.95, withheld: 0.02 },
    { day: 9, time: '19:00', salesOpen: { day: -32, time: '12:00' }, sold: 0.98, withheld: 0.02 },
    { day: 37, time: '19:00', salesOpen: { day: 6, time: '12:00' }, sold: 0, withheld: 0.02 },
  ],
};
