import type { DemoConcert } from '../demo-concert';

export const nocturnes: DemoConcert = {
  slug: 'nocturnes',
  title: { ko: '이하린 피아노 독주회: 녹턴 전곡', en: 'Lee Ha-rin: The Complete Nocturnes' },
  artist: { ko: '이하린', en: 'Lee Ha-rin' },
  description: {
    ko: [
      '스물한 개의 밤. 피아니스트 이하린이 쇼팽의 녹턴 전곡을 두 번의 저녁에 나누어 연주합니다.',
      '첫째 밤은 Op. 9에서 Op. 32까지, 둘째 밤은 Op. 37에서 유작까지. 1887년에 만들어진 피아노를 복원하여 쇼팽이 들었을 소리에 한 걸음 다가갑니다.',
      '객석 조명은 첫 음과 함께 꺼지고, 마지막 음의 울림이 사라진 뒤에야 켜집니다.',
    ],
    en: [
      'Twenty-one nights: pianist Lee Ha-rin plays all of Chopin’s nocturnes over two evenings.',
      'The first goes from Op. 9 to Op. 32, the second from Op. 37 to the posthumous pieces, on a restored piano of 1887, one step closer to the sound Chopin knew.',
      'The lights go out with the first note, and come back only after the last has died away.',
    ],
  },
  hall: 'theatre',
  minutes: 100,
  prices: { VIP: 110_000, R: 88_000, S: 66_000, A: 44_000, B: 33_000 },
  schedules: [
    { day: -6, time: '19:30', salesOpen: { day: -50, time: '14:00' }, sold: 0.92, withheld: 0.02 },
    { day: 40, time: '19:30', salesOpen: { day: -20, time: '14:00' }, sold: 0.38, withheld: 0.02 },
  ],
};
