import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { categoryColours } from './drawing';
import {
  contrastOf,
  differenceOf,
  fromHex,
  fromOklch,
  type Rgb,
  seenWith,
  visions,
} from './test-colour-vision';

/** The design tokens of a theme, as the page's own stylesheet says them. */
function themeOf(selector: string): (token: string) => Rgb {
  const css = readFileSync('app/globals.css', 'utf8');
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf('\n}', from));
  return (token) => {
    const found = new RegExp(`--${token}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(block);
    if (!found) throw new Error(`${selector} has no --${token}.`);
    const [lightness = 0, chroma = 0, hue = 0] = found.slice(1).map(Number);
    return fromOklch(lightness, chroma, hue);
  };
}

const themes = [
  ['dark', themeOf(':root')],
  ['light', themeOf('@utility light-theme')],
] as const;
const kinds = Object.keys(visions) as (keyof typeof visions)[];
const grades = Object.entries(categoryColours).map(([name, hex]) => ({ name, colour: fromHex(hex) }));
const pairs = grades.flatMap((one, index) => grades.slice(index + 1).map((other) => [one, other] as const));

describe('colour difference', () => {
  it.each([
    ['#ff0000', '#00ff00', 86.6],
    ['#0000ff', '#000000', 39.7],
    ['#808080', '#7f7f7f', 0.3],
    ['#ffffff', '#000000', 100],
  ])('of %s and %s is %f', (one, other, difference) => {
    expect(differenceOf(fromHex(one), fromHex(other))).toBeCloseTo(difference, 0);
  });
});

it('finds a blue and a purple that look alike to those who see no red', () => {
  const [blue, purple] = [fromHex('#4a9ff0'), fromHex('#b583d8')];
  expect(differenceOf(blue, purple)).toBeGreaterThan(20);
  expect(differenceOf(seenWith('protanopia', blue), seenWith('protanopia', purple))).toBeLessThan(6);
});

describe.each(kinds)('with %s', (vision) => {
  it('no grade is taken for another: colour alone tells them apart', () => {
    const differences = pairs.map(([one, other]) => ({
      pair: `${one.name}–${other.name}`,
      difference: differenceOf(seenWith(vision, one.colour), seenWith(vision, other.colour)),
    }));
    expect(differences.filter(({ difference }) => difference < 12)).toEqual([]);
  });

  it.each(themes)('my seats stand out from all free ones by colour too, %s', (_, token) => {
    const mine = seenWith(vision, token('accent'));
    for (const { name, colour } of grades) {
      // They are also larger and have a check mark.
      expect(differenceOf(mine, seenWith(vision, colour)), name).toBeGreaterThan(7);
    }
  });

  it.each(themes)('what is taken is seen on the plate, and not taken for free, %s', (_, token) => {
    const plate = seenWith(vision, token('surface'));
    for (const mark of ['faint', 'line-strong']) {
      const seen = seenWith(vision, token(mark));
      expect(contrastOf(seen, plate), mark).toBeGreaterThan(3);
      for (const { name, colour } of grades) {
        // A ring, a cross and a dash beside discs: the shape says it first.
        expect(differenceOf(seen, seenWith(vision, colour)), `${mark} ${name}`).toBeGreaterThan(7);
      }
    }
  });
});

describe.each(themes)('in the %s theme', (theme, token) => {
  it('seats stand out 3:1 from the plate, by their colour or by the edge they get then', () => {
    const plate = token('surface');
    const weak = grades.filter(({ colour }) => contrastOf(colour, plate) < 3);
    if (theme === 'dark') expect(weak).toEqual([]);
    expect(contrastOf(token('line-strong'), plate)).toBeGreaterThan(3);
  });

  it('words and numbers can be read: AA', () => {
    const [black, white] = [fromHex('#0b0a10'), fromHex('#ffffff')];
    for (const { name, colour } of grades) {
      expect(Math.max(contrastOf(colour, black), contrastOf(colour, white)), name).toBeGreaterThan(4.5);
    }
    for (const ground of ['stage', 'surface', 'raised']) {
      for (const words of ['ink', 'soft', 'faint', 'danger', 'warning', 'accent-ink']) {
        expect(contrastOf(token(words), token(ground)), `${words} on ${ground}`).toBeGreaterThan(4.5);
      }
    }
    expect(contrastOf(token('on-accent'), token('accent'))).toBeGreaterThan(4.5);
  });
});
