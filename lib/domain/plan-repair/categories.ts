import { maxCategories } from '../seating-plan';
import { openPart, type Part } from './part';
import { type PlanReport, quoted, type Spot, within } from './report';

const neutralColour = '#8c96a8';
/** What seats without a category get. */
const unknownCategory = 'unknown';
/** What standing areas without a category get: hardly ever they cost what the seats do. */
export const standingCategory = 'standing';

/** The plan's categories: those it lists, and those its seats name all the same. */
export class Categories {
  private readonly byName = new Map<string, { name: string; color?: string }>();

  constructor(private readonly report: PlanReport) {}

  read(spot: Spot, entries: unknown[]): void {
    for (const [index, entry] of entries.entries()) {
      if (index === maxCategories) this.tooMany(spot);
      if (index >= maxCategories) break;
      const at = within(spot, index);
      if (entry === null) this.report.note('EMPTY_ENTRY', at, 'left out');
      else this.readOne(openPart(this.report, at, entry));
    }
  }

  private readOne(part: Part | undefined): void {
    if (!part) return;
    const name = part.name('name', 100);
    const color = part.colour('color', `replaced by ${neutralColour}`);
    // Another program may say more of its categories than we keep; their name and colour is what counts.
    part.close();
    if (name === undefined) this.report.note('NAME_MISSING', part.spot, 'the category was left out');
    else if (this.byName.has(name))
      this.report.note('CATEGORY_DUPLICATE', part.spot, 'the first one was kept');
    else this.byName.set(name, { name, color: color || neutralColour });
  }

  /** The category of a seat or a standing area, added to the list where it is missing there. */
  of(seat: Part, instead = unknownCategory): string {
    const name = seat.name('category', 100);
    if (name === undefined) {
      this.report.note('CATEGORY_MISSING', seat.at('category'), `given the category "${instead}"`);
      this.byName.set(instead, this.byName.get(instead) ?? neutral(instead));
      return instead;
    }
    if (this.byName.has(name)) return name;
    if (this.byName.size >= maxCategories) {
      this.tooMany(seat.spot);
      return name;
    }
    const done = `${quoted(name)} was added to the list, with a neutral colour; it is first named here`;
    this.report.note('CATEGORY_UNKNOWN', seat.at('category'), done);
    this.byName.set(name, neutral(name));
    return name;
  }

  private tooMany(spot: Spot): void {
    this.report.refuse(spot, `more than ${maxCategories} categories`);
  }

  all(): { name: string; color?: string }[] {
    return [...this.byName.values()];
  }
}

function neutral(name: string) {
  return { name, color: neutralColour };
}
