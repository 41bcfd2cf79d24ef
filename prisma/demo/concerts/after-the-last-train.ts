import type { DemoConcert } from '../demo-concert';

export const afterTheLastTrain: DemoConcert = {
  slug: 'after-the-last-train',
  title: { ko: '막차 이후', en: 'After the Last Train' },
  artist: { ko: '밤의 우체국', en: 'Night Post Office' },
  description: {
    ko: [
      '막차가 끊긴 뒤에야 시작되는 이야기들이 있습니다. 4인조 인디 밴드 밤의 우체국이 3년 만의 정규 2집 〈막차 이후〉를 처음부터 끝까지, 수록 순서 그대로 들려드립니다.',
      '가장 조용한 곡은 마이크 없이, 가장 시끄러운 곡은 객석 불을 모두 켜고 연주합니다. 공연이 끝나면 로비의 빨간 우체통에 엽서를 넣어 주세요. 답장은 밴드가 직접 씁니다.',
      '300석 클럽 공연이라 무대와 가장 먼 자리도 열다섯 걸음입니다. 물품 보관함은 공연 한 시간 전부터 무료로 쓰실 수 있습니다.',
    ],
    en: [
      'Some stories only start once the last train has gone. Four-piece indie band Night Post Office play their second album, “After the Last Train”, from first note to last and in order, three years after their debut.',
      'The quietest song is sung without a microphone, the loudest with every house light on. On your way out, drop a postcard into the red letter box in the lobby: the band answers each one by hand.',
      'It is a room of 300, so the furthest seat is fifteen steps from the stage. Free lockers open an hour before the show.',
    ],
  },
  hall: 'club',
  minutes: 110,
  prices: { VIP: 77_000, R: 66_000, S: 55_000 },
  schedules: [
    {
      day: 21,
      time: '20:00',
      salesOpen: { day: -9, time: '20:00' },
      sold: 0.34,
      withheld: 0.02,
      freeRows: ['1열', '2열'],
    },
    { day: 22, time: '18:00', salesOpen: { day: -9, time: '20:00' }, sold: 0.22, withheld: 0.02 },
  ],
};
