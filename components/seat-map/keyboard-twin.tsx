'use client';

import { ArrowLeft, ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { buttonStyle } from '@/components/ui/button';
import type { MapStage } from './map-stage';
import { sectionInWords } from './seat-words';
import { TwinArea } from './twin-area';
import { TwinRows } from './twin-rows';
import { useSeatVersion } from './use-seat-map';

interface KeyboardTwinProps {
  stage: MapStage;
  onSeat: (place: number) => void;
  /** The seat with the keyboard's focus, to be shown on the map; null when it leaves the seats. */
  onFocusSeat: (place: number | null) => void;
  /** How many places the buyer may have of a standing area, beside what else is chosen. */
  mostIn: (area: number) => number;
  onStand: (area: number, quantity: number) => void;
  onShowArea: (area: number) => void;
}

/**
 * The whole map as a list: standing areas with how many, then section, row, seat. For keyboards and screen readers, and for whoever likes a list better. Every seat is
 * a button with a full sentence as its name and `data-testid="seat-<place>"`.
 */
export function KeyboardTwin({ stage, onSeat, onFocusSeat, ...standing }: KeyboardTwinProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const [section, setSection] = useState<number | null>(null);
  const headRef = useRef<HTMLHeadingElement>(null);
  const single = stage.hall.sections.length === 1 && stage.hall.standing.length === 0;
  const shown = single ? 0 : section;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the step in or out is what moves the focus.
  useEffect(() => headRef.current?.focus(), [section]);

  const open = (index: number | null) => {
    setSection(index);
    const section = index === null ? undefined : stage.hall.sections[index];
    if (section && stage.floor !== null) stage.showFloor(section.floor);
    if (section) stage.camera.flyToBounds(section.bounds);
    else stage.camera.flyHome();
  };

  return (
    <section
      aria-label={t('list')}
      data-testid="seat-list"
      className="absolute inset-0 z-30 flex flex-col border-line border-r bg-surface md:static md:w-84 md:shrink-0"
    >
      <div className="flex min-h-14 items-center gap-1 border-line border-b px-3">
        {shown !== null && !single && (
          <button
            type="button"
            aria-label={t('allSections')}
            onClick={() => open(null)}
            className={buttonStyle({ variant: 'quiet', size: 'icon' })}
          >
            <ArrowLeft aria-hidden="true" />
          </button>
        )}
        <h2 ref={headRef} tabIndex={-1} className="px-1 font-bold outline-none">
          {shown === null
            ? t('chooseSection')
            : sectionInWords(stage.hall.sections[shown]?.name ?? '', language)}
        </h2>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        {shown === null ? (
          <SectionList stage={stage} onOpen={open} {...standing} />
        ) : (
          <TwinRows key={shown} stage={stage} section={shown} onSeat={onSeat} onFocusSeat={onFocusSeat} />
        )}
      </div>
    </section>
  );
}

type SectionListProps = Pick<KeyboardTwinProps, 'stage' | 'mostIn' | 'onStand' | 'onShowArea'> & {
  onOpen: (section: number) => void;
};

function SectionList({ stage, onOpen, mostIn, onStand, onShowArea }: SectionListProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  useSeatVersion(stage.state);
  const { hall, state } = stage;
  return (
    <ul>
      {hall.standing.map((part) => (
        <TwinArea
          key={part.area}
          stage={stage}
          part={part}
          most={mostIn(part.area)}
          onQuantity={(quantity) => onStand(part.area, quantity)}
          onShow={() => onShowArea(part.area)}
        />
      ))}
      {hall.sections.map((section, index) => {
        const count = state.freeBySection[index] ?? 0;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a plan's sections never change places.
          <li key={index}>
            <button
              type="button"
              onClick={() => onOpen(index)}
              data-testid={`section-${index}`}
              className="flex min-h-12 w-full items-center gap-2.5 rounded-xl px-3 text-left hover:bg-raised"
            >
              <span
                className="size-3 shrink-0 rounded-full ring-1 ring-line-strong"
                style={{ background: hall.colours[section.category] }}
                aria-hidden="true"
              />
              <span className="min-w-0 flex-1 truncate font-semibold">
                {sectionInWords(section.name, language)}
              </span>
              <span className="tabular shrink-0 text-faint text-sm">{t('freeShort', { count })}</span>
              <ChevronRight className="size-4 shrink-0 text-faint" aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
