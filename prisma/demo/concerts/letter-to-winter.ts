import type { DemoConcert } from '../demo-concert';

export const letterToWinter: DemoConcert = {
  slug: 'letter-to-winter',
  title: { ko: '겨울에게', en: 'A Letter to Winter' },
  artist: { ko: '서도윤', en: 'Seo Do-yun' },
  description: {
    ko: [
      '목소리 하나로 계절을 바꾸는 사람. 발라드 가수 서도윤이 해마다 한 번, 단 이틀만 여는 연말 공연 〈겨울에게〉로 돌아옵니다.',
      '12인조 현악 앙상블과 함께하는 1부, 피아노 한 대와 이야기로 채우는 2부. 예매하신 분들이 미리 보내 주신 편지 가운데 세 통을 골라 그 자리에서 노래로 답합니다.',
      '2층과 3층 발코니에서도 표정이 보이도록 대형 스크린 대신 극장의 울림을 살린 무대로 꾸몄습니다.',
    ],
    en: [
      'One voice that can change the season. Ballad singer Seo Do-yun returns with “A Letter to Winter”, the concert he gives only two nights a year.',
      'The first half with a twelve-piece string ensemble; the second with nothing but a piano and conversation. Three letters sent in by ticket holders are answered in song, on the spot.',
      'No giant screens: the stage is built for the theatre’s own sound, and close enough to read his face from the balconies.',
    ],
  },
  hall: 'theatre',
  minutes: 140,
  prices: { VIP: 165_000, R: 143_000, S: 121_000, A: 99_000, B: 77_000 },
  paymentMethods: ['sandbox'],
  schedules: [
    { day: 27, time: '19:30', salesOpen: { day: -24, time: '14:00' }, sold: 0.978, withheld: 0.01 },
    { day: 28, time: '18:00', salesOpen: { day: -24, time: '14:00' }, sold: 0.91, withheld: 0.01 },
  ],
};
