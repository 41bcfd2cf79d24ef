import type { DemoConcert } from '../demo-concert';

export const mahlerFive: DemoConcert = {
  slug: 'mahler-five',
  title: { ko: '말러 교향곡 5번', en: 'Mahler: Symphony No. 5' },
  artist: { ko: '새벽 필하모닉 · 지휘 한세린', en: 'Saebyeok Philharmonic · Han Se-rin, conductor' },
  description: {
    ko: [
      '장송 행진곡의 트럼펫 한 소절로 시작해 눈부신 D장조로 끝나는 70분. 새벽 필하모닉이 창단 20주년을 맞아 말러 교향곡 5번을 연주합니다.',
      '음악감독 한세린은 “아다지에토는 이별이 아니라 청혼의 편지”라고 말합니다. 1부에서는 신작 위촉곡 〈이른 새벽의 두 도시〉를 세계 초연합니다.',
      '공연 40분 전 2층 로비에서 지휘자의 작품 해설이 있습니다. 연주 중에는 입장이 제한되니 여유 있게 도착해 주세요.',
    ],
    en: [
      'Seventy minutes from a lone trumpet’s funeral march to blazing D major. The Saebyeok Philharmonic marks its twentieth anniversary with Mahler’s Fifth.',
      'For music director Han Se-rin, “the Adagietto is no farewell; it is a proposal of marriage.” The first half brings the world premiere of a commission, “Two Cities Before Dawn”.',
      'The conductor introduces the programme in the second-floor foyer forty minutes before the start. Latecomers are seated in the interval.',
    ],
  },
  hall: 'theatre',
  minutes: 120,
  prices: { VIP: 150_000, R: 120_000, S: 90_000, A: 60_000, B: 30_000 },
  schedules: [{ day: 17, time: '19:30', salesOpen: { day: -40, time: '10:00' }, sold: 0.56, withheld: 0.02 }],
};
