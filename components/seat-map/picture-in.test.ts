import { expect, it } from 'vitest';
import type { HallPicture } from '@/lib/domain/hall-picture';
import { pictureIn } from './picture-in';

const picture: HallPicture = {
  ...{ planId: 'p', name: '홀', width: 9, height: 9, seatCount: 0, categories: [], rows: [] },
  sections: [{ name: '2층 발코니 A구역' }, { name: '301구역' }, { name: 'constructor' }],
  floors: ['1층', '2층 발코니'],
  focalPoint: { x: 0, y: 0 },
  seats: {
    ...{ row: [], number: [], x: [], y: [], radius: [], category: [] },
    ...{ accessible: [], companion: [], restrictedView: [] },
  },
  areas: [
    {
      ...{ shape: 'text', x: 0, y: 0, rotation: 0, color: '', borderColor: '' },
      text: { text: '무대', x: 0, y: 0, color: '', size: 16 },
    },
  ],
  standing: [{ name: '스탠딩', shapes: [0] }],
  english: [
    ['2층 발코니 A구역', 'Balcony A'],
    ['2층 발코니', 'Balcony'],
    ['무대', 'Stage'],
    ['스탠딩', 'Standing'],
  ],
};

it('says the names of a plan in English where it has them, and what can be seen where not', () => {
  const english = pictureIn('en', picture);
  expect(english.sections.map(({ name }) => name)).toEqual(['Balcony A', 'Section 301', 'constructor']);
  expect(english.floors).toEqual(['Level 1', 'Balcony']);
  expect(english.standing[0]?.name).toBe('Standing');
  expect(english.areas[0]?.text?.text).toBe('Stage');
});

it('leaves them to Korean readers as they are', () => {
  expect(pictureIn('ko', picture)).toBe(picture);
});
