import type { HallPicture } from '@/lib/domain/hall-picture';
import { nameInEnglish } from '@/lib/domain/name-in-english';

/** A hall's picture with its names in the reader's language; plans are written in Korean, and may say what that is in English. */
export function pictureIn(language: 'ko' | 'en', picture: HallPicture): HallPicture {
  if (language === 'ko') return picture;
  const english = new Map(picture.english);
  const say = (name: string) => nameInEnglish(name, english.get(name));
  return {
    ...picture,
    sections: picture.sections.map(({ name }) => ({ name: say(name) })),
    floors: picture.floors.map(say),
    standing: picture.standing.map((area) => ({ ...area, name: say(area.name) })),
    areas: picture.areas.map((area) =>
      area.text ? { ...area, text: { ...area.text, text: say(area.text.text) } } : area,
    ),
  };
}
