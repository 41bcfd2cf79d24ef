import type { DemoConcert } from '../demo-concert';

export const roadOfFlowers: DemoConcert = {
  slug: 'road-of-flowers',
  title: { ko: '금송이 효 콘서트 〈꽃길 천 리〉', en: 'Geum Song-i: A Thousand Miles of Flowers' },
  artist: { ko: '금송이', en: 'Geum Song-i' },
  description: {
    ko: [
      '“어머니, 이 길은 제가 쓸어 놓았어요.” 트로트의 새 안방마님 금송이가 데뷔 10주년을 맞아 부모님께 바치는 무대를 엽니다.',
      '〈꽃길 천 리〉, 〈장독대 연가〉, 〈서울역 0시〉까지 히트곡은 빠짐없이, 25인조 빅밴드와 국악관현악이 번갈아 반주합니다. 2부에는 객석으로 내려가 신청곡을 받습니다.',
      '낮 공연이 있어 멀리서 오시는 어르신도 막차 걱정이 없습니다. 지하철역에서 공연장까지 셔틀버스를 무료로 운행하고, 방석과 담요를 빌려 드립니다.',
    ],
    en: [
      '“Mother, I have swept this road for you.” Trot star Geum Song-i celebrates ten years on stage with a show made for our parents.',
      'Every hit is here, from “A Thousand Miles of Flowers” to “Midnight at Seoul Station”, backed in turn by a 25-piece big band and a Korean traditional orchestra. In the second half she comes down into the hall and takes requests.',
      'There is a matinee, so nobody has to run for the last train. Free shuttle buses from the station; cushions and blankets to borrow.',
    ],
  },
  hall: 'arena',
  minutes: 150,
  prices: { VIP: 165_000, R: 143_000, S: 121_000, A: 99_000, B: 77_000 },
  schedules: [
    { day: 35, time: '13:00', salesOpen: { day: -18, time: '11:00' }, sold: 0.985, withheld: 0.006 },
    { day: 35, time: '18:00', salesOpen: { day: -18, time: '11:00' }, sold: 0.47, withheld: 0.006 },
  ],
};
