import type { DemoConcert } from '../demo-concert';

export const ceremonyOfCandles: DemoConcert = {
  slug: 'ceremony-of-candles',
  title: { ko: '촛불의 노래', en: 'A Ceremony of Candles' },
  artist: { ko: '온새미로 합창단', en: 'Onsaemiro Choir' },
  description: {
    ko: [
      '불을 모두 끄고 한 사람씩 촛불을 켭니다. 일흔 명의 목소리가 객석 통로에서 걸어 들어오며 공연은 시작됩니다.',
      '르네상스 모테트부터 정선아리랑, 새로 쓴 자장가까지 천 년을 건너는 무반주 합창. 중간에 쉬는 시간 없이 75분 동안 박수도 잠시 미루어 둡니다.',
      '초등학생 이상 관람하실 수 있으며, 시각장애인 관객을 위해 점자 가사집을 준비했습니다.',
    ],
    en: [
      'Every light goes out, and one by one the candles are lit: seventy voices walk in through the aisles, and the concert has begun.',
      'Unaccompanied song across a thousand years, from Renaissance motets to the Arirang of Jeongseon and a newly written lullaby. Seventy-five minutes without an interval, and applause kept for the end.',
      'For ages 7 and over. Words are available in Braille.',
    ],
  },
  hall: 'theatre',
  minutes: 75,
  prices: { VIP: 80_000, R: 70_000, S: 60_000, A: 45_000, B: 30_000 },
  schedules: [{ day: 24, time: '20:00', salesOpen: { day: -12, time: '10:00' }, sold: 0.29, withheld: 0.02 }],
};
