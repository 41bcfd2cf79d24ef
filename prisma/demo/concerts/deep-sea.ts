import type { DemoConcert } from '../demo-concert';

export const deepSea: DemoConcert = {
  slug: 'deep-sea',
  title: { ko: '심해', en: 'DEEP SEA' },
  artist: { ko: '고래', en: 'GORAE' },
  description: {
    ko: [
      '수면 아래 천 미터, 빛이 닿지 않는 곳의 언어. 래퍼 고래가 앨범 〈심해〉로 첫 아레나 단독 공연을 엽니다.',
      '360도 서브우퍼와 물결치는 레이저 천장, 라이브 밴드와 두 명의 DJ. 피처링 게스트는 당일 무대에서만 공개합니다.',
      '저음이 매우 강한 공연입니다. 입구에서 귀마개를 나누어 드리며, 만 12세 이상 관람하실 수 있습니다.',
    ],
    en: [
      'A thousand metres down, the language of a place no light reaches. Rapper GORAE brings the album “DEEP SEA” to his first arena show.',
      'Sub-bass from every side, a ceiling of rippling lasers, a live band and two DJs. Guests are announced on stage and nowhere else.',
      'Expect very heavy bass: ear plugs are handed out at the doors. For ages 12 and over.',
    ],
  },
  hall: 'arena',
  minutes: 130,
  prices: { VIP: 154_000, R: 132_000, S: 110_000, A: 99_000, B: 77_000 },
  paymentMethods: ['sandbox'],
  schedules: [{ day: 44, time: '19:00', salesOpen: { day: -5, time: '20:00' }, sold: 0.41, withheld: 0.01 }],
};
