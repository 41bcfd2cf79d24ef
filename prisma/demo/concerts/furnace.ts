import type { DemoConcert } from '../demo-concert';

export const furnace: DemoConcert = {
  slug: 'furnace',
  title: { ko: '용광로', en: 'FURNACE' },
  artist: { ko: '흑철', en: 'HEUKCHEOL' },
  description: {
    ko: [
      '섭씨 1,538도, 쇠가 흐르기 시작하는 온도. 헤비메탈 밴드 흑철이 쇳물 같은 리프로 클럽의 벽을 다시 한 번 달굽니다.',
      '신보 〈용광로〉 전곡에 팬 투표로 뽑은 다섯 곡을 더합니다. 오프닝은 부산의 젊은 스래시 밴드 녹슨못.',
      '1층은 모두 스탠딩이며 입장번호 순서대로 들어갑니다. 앉아서 보고 싶다면 벽 쪽 자리나 2층 발코니를 권합니다.',
    ],
    en: [
      '1,538 °C: where iron begins to flow. Heavy metal band HEUKCHEOL heat the club’s walls once more with riffs like molten steel.',
      'All of the new album “FURNACE”, and five songs voted for by fans. Opening: young Busan thrash band Noksunmot.',
      'The whole floor is standing, let in by entry number. If you mean to sit, take a stool along the wall or the balcony.',
    ],
  },
  hall: 'clubStanding',
  minutes: 120,
  prices: { R: 66_000, S: 55_000 },
  schedules: [
    { day: 31, time: '19:00', salesOpen: { day: -3, time: '19:00' }, sold: 0.37, withheld: 0.03 },
    { day: 32, time: '18:00', salesOpen: { day: 1, time: '19:00' }, sold: 0, withheld: 0.03 },
  ],
};
