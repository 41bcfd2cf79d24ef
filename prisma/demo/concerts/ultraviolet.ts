import type { DemoConcert } from '../demo-concert';

export const ultraviolet: DemoConcert = {
  slug: 'ultraviolet',
  title: { ko: '울트라바이올렛 24', en: 'ULTRAVIOLET 24' },
  artist: { ko: '파랄락스', en: 'PARALLAX' },
  description: {
    ko: [
      '해가 지는 시각에 시작해 돔의 천장이 새벽빛으로 바뀔 때 끝납니다. 전자음악 듀오 파랄락스가 네 시간 동안 쉬지 않고 이어 가는 한 번의 셋.',
      '2,400개의 움직이는 조명 막대가 관객 머리 위에서 파도처럼 오르내립니다. 같은 장면은 두 번 나오지 않습니다.',
      '강한 점멸 조명을 사용합니다. 광과민성이 있는 분은 조명이 부드러운 301–308구역을 권해 드립니다.',
    ],
    en: [
      'It begins at sunset and ends as the dome’s roof turns the colour of dawn: one unbroken four-hour set by electronic duo PARALLAX.',
      '2,400 moving light bars rise and fall above the crowd like a tide. No scene appears twice.',
      'Strong strobe lighting is used. If you are sensitive to it, sections 301–308 have the softest light.',
    ],
  },
  hall: 'dome',
  minutes: 240,
  prices: { VIP: 187_000, R: 154_000, S: 132_000, A: 110_000, B: 88_000 },
  paymentMethods: ['sandbox', 'none'],
  schedules: [{ day: 51, time: '18:30', salesOpen: { day: -15, time: '20:00' }, sold: 0.33, withheld: 0.01 }],
};
