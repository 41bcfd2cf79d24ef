'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useContext, useEffect, useRef } from 'react';
import { formatMoney } from '@/lib/domain/money';
import { toScreen } from './geometry';
import type { MapStage } from './map-stage';
import { markMessage, rowInWords, seatWords, sectionInWords, statusInSale } from './seat-words';
import { SalePhase } from './use-sale-phase';
import { useSeatVersion } from './use-seat-map';

/** Says what the seat under the mouse or the keyboard's focus is; goes with it while the map moves. */
export function SeatTooltip({ stage, place }: { stage: MapStage; place: number | null }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place === null) return;
    return stage.addPainter(() => {
      if (ref.current) position(ref.current, stage, place);
      return false;
    });
  }, [stage, place]);
  if (place === null) return null;
  return (
    <div
      ref={ref}
      aria-hidden="true"
      className="pointer-events-none invisible absolute top-0 left-0 z-20 w-max max-w-64 rounded-xl border border-line bg-raised px-3.5 py-2.5 text-ink text-sm shadow-(--shadow)"
    >
      <Words stage={stage} place={place} />
    </div>
  );
}

function Words({ stage, place }: { stage: MapStage; place: number }) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const sale = useContext(SalePhase);
  useSeatVersion(stage.state);
  const words = seatWords(stage.hall, place);
  return (
    <>
      <p className="flex items-center gap-2 font-bold">
        <span className="size-2.5 rounded-full" style={{ background: words.colour }} />
        {words.grade}
        {words.price && <span className="tabular ml-auto pl-3">{formatMoney(words.price, language)}</span>}
      </p>
      <p className="text-soft">
        {t('seatName', {
          section: sectionInWords(words.section, language),
          row: rowInWords(words.row, language),
          number: words.number,
        })}
      </p>
      <p className="text-faint text-xs">
        {t(statusInSale(stage.state.statusAt(place), sale))}
        {words.marks.map((mark) => ` · ${t(markMessage[mark])}`).join('')}
      </p>
    </>
  );
}

/** Above the seat, or below where there is no room; never beyond the map's edge. */
function position(element: HTMLElement, stage: MapStage, place: number): void {
  const { hall, camera } = stage;
  const at = toScreen(camera.viewport, { x: hall.x[place] ?? 0, y: hall.y[place] ?? 0 });
  const reach = Math.max(hall.seatRadius * camera.viewport.scale, 4) + 10;
  const { offsetWidth: width, offsetHeight: height } = element;
  const x = Math.min(Math.max(at.x - width / 2, 8), Math.max(camera.size.width - width - 8, 8));
  const y = at.y - reach - height < 8 ? at.y + reach : at.y - reach - height;
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  element.style.visibility = 'visible';
}
