import type { DemoConcert } from '../demo-concert';

export const firstLight: DemoConcert = {
  slug: 'first-light',
  title: { ko: '루미엘 돔 투어 〈FIRST LIGHT〉', en: 'LUMIEL Dome Tour: FIRST LIGHT' },
  artist: { ko: '루미엘', en: 'LUMIEL' },
  description: {
    ko: [
      '연습실의 형광등에서 돔의 조명까지, 꼬박 5년. 일곱 멤버 루미엘의 첫 돔 투어 〈FIRST LIGHT〉가 서해 돔에서 시작됩니다.',
      '관객 사이로 뻗은 40미터 돌출 무대와 원형 센터 스테이지, 4만 개의 응원봉이 하나의 화면이 되는 중앙 제어 연출로 어느 좌석에서도 공연의 한가운데를 만나실 수 있습니다. 데뷔곡부터 미공개 유닛 무대까지 스물여섯 곡을 준비했습니다.',
      '1인 4매까지 예매하실 수 있으며 본인 확인 후 입장합니다. 휠체어석은 좌석 배치도에서 바로 선택하실 수 있습니다.',
    ],
    en: [
      'Five years from the strip lights of a practice room to the lights of a dome. Seven-member LUMIEL open FIRST LIGHT, their first dome tour, at Seohae Dome.',
      'A forty-metre runway and a round centre stage reach far into the crowd, and 40,000 light sticks become one screen, so every seat is in the middle of it. Twenty-six songs, from the debut single to unit stages nobody has seen yet.',
      'Up to four tickets a person; names are checked at the gate. Wheelchair places can be chosen straight from the seat map.',
    ],
  },
  hall: 'dome',
  minutes: 170,
  prices: { VIP: 198_000, R: 176_000, S: 154_000, A: 132_000, B: 99_000 },
  schedules: [
    {
      day: 62,
      time: '18:00',
      salesOpen: { minutes: 3 },
      sold: 0,
      withheld: 0.012,
      waitingRoomOpens: { minutes: -1 },
    },
    { day: 63, time: '17:00', salesOpen: { day: 1, time: '20:00' }, sold: 0, withheld: 0.012 },
  ],
};
