import type { DemoConcert } from '../demo-concert';

export const curtainCall: DemoConcert = {
  slug: 'curtain-call',
  title: { ko: '커튼콜: 뮤지컬 갈라', en: 'Curtain Call: A Musical Gala' },
  artist: { ko: '별무리 컴퍼니', en: 'Byeolmuri Company' },
  description: {
    ko: [
      '막이 내린 뒤가 더 뜨거웠던 순간들만 모았습니다. 창작 뮤지컬 여덟 편의 커튼콜을 하룻밤에 만나는 별무리 컴퍼니의 갈라 콘서트.',
      '〈붉은 등대〉의 원년 배우들이 6년 만에 한 무대에 서고, 아직 이름이 정해지지 않은 신작의 첫 넘버를 미리 공개합니다. 20인조 오케스트라가 무대 위에서 함께합니다.',
      '마지막 곡은 관객과 함께 부릅니다. 가사는 입장하실 때 나누어 드립니다.',
    ],
    en: [
      'Only the moments that burned brightest after the curtain fell: the finales of eight original musicals in a single night, by the Byeolmuri Company.',
      'The first cast of “The Red Lighthouse” share a stage again after six years, and the opening number of a new show, still without a name, is heard for the first time. A twenty-piece orchestra plays on stage.',
      'The last song is everyone’s: you get the words at the door.',
    ],
  },
  hall: 'theatre',
  minutes: 150,
  prices: { VIP: 154_000, R: 132_000, S: 110_000, A: 88_000, B: 66_000 },
  schedules: [
    { day: 13, time: '19:30', salesOpen: { day: -30, time: '14:00' }, sold: 0.83, withheld: 0.015 },
    { day: 14, time: '14:00', salesOpen: { day: -30, time: '14:00' }, sold: 0.64, withheld: 0.015 },
    { day: 14, time: '19:00', salesOpen: { day: -30, time: '14:00' }, sold: 0.47, withheld: 0.015 },
  ],
};
