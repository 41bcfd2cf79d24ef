'use client';

import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { HallModel } from './hall-model';
import type { MapStage } from './map-stage';
import { rowInWords } from './seat-words';
import { TwinSeat } from './twin-seat';
import { useSeatVersion } from './use-seat-map';

/** A row as people name it: row pieces with one label are one row. */
export interface TwinRow {
  label: string;
  places: number[];
}

/** The rows of a section, in plan order; seats in plan order. */
export function rowsOfSection(hall: HallModel, section: number): TwinRow[] {
  const rows = new Map<string, number[]>();
  for (const index of hall.sections[section]?.rows ?? []) {
    const row = hall.rows[index];
    if (!row) continue;
    const places = rows.get(row.label) ?? [];
    places.push(...row.places);
    rows.set(row.label, places);
  }
  return [...rows].map(([label, places]) => ({ label, places }));
}

/** Where an arrow key leads: along the row, or to the nearest seat of the next one. Null when the key means nothing. */
export function nextSeat(
  rows: readonly TwinRow[],
  at: { row: number; place: number },
  key: string,
  x: Float32Array,
): { row: number; place: number } | null {
  const here = rows[at.row]?.places ?? [];
  const index = here.indexOf(at.place);
  const along = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: here.length - 1 }[key];
  if (along !== undefined) {
    const place = here[Math.min(Math.max(along, 0), here.length - 1)];
    return place === undefined ? null : { row: at.row, place };
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (step === undefined) return null;
  const row = at.row + step;
  const from = x[at.place] ?? 0;
  const away = (place: number) => Math.abs((x[place] ?? 0) - from);
  const [nearest] = [...(rows[row]?.places ?? [])].sort((a, b) => away(a) - away(b));
  return nearest === undefined ? at : { row, place: nearest };
}

interface TwinRowsProps {
  stage: MapStage;
  section: number;
  onSeat: (place: number) => void;
  onFocusSeat: (place: number | null) => void;
}

/** A section's rows; one is open at a time, and its seats are one stop for the tab key. */
export function TwinRows({ stage, section, onSeat, onFocusSeat }: TwinRowsProps) {
  const t = useTranslations('seatMap');
  const language = useLocale();
  const { hall, state } = stage;
  useSeatVersion(state);
  const rows = useMemo(() => rowsOfSection(hall, section), [hall, section]);
  const [open, setOpen] = useState<number | null>(rows.length === 1 ? 0 : null);
  const [active, setActive] = useState<number | null>(null);
  const wantsFocus = useRef(false);
  const seatsRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!wantsFocus.current || active === null) return;
    wantsFocus.current = false;
    seatsRef.current?.querySelector<HTMLElement>(`[data-place="${active}"]`)?.focus();
  }, [active]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = Number((event.target as HTMLElement).dataset.place);
    if (open === null || !Number.isInteger(place)) return;
    const next = nextSeat(rows, { row: open, place }, event.key, hall.x);
    if (!next) return;
    event.preventDefault();
    wantsFocus.current = true;
    setOpen(next.row);
    setActive(next.place);
  };

  return (
    <ul>
      {rows.map(({ label, places }, index) => {
        const free = places.filter((place) => state.statusAt(place) === 'available').length;
        const isOpen = open === index;
        const stop = places.includes(active ?? -1) ? active : places[0];
        return (
          <li key={label}>
            <button
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(isOpen ? null : index)}
              data-testid={`row-${label}`}
              className="flex min-h-12 w-full items-center gap-2 rounded-xl px-3 text-left hover:bg-raised"
            >
              <span className="flex-1 font-semibold">
                {t('rowName', { row: rowInWords(label, language) })}
              </span>
              <span className="tabular text-faint text-sm">{t('freeShort', { count: free })}</span>
              <ChevronDown
                className={`size-4 text-faint transition-transform ${isOpen ? 'rotate-180' : ''}`}
                aria-hidden="true"
              />
            </button>
            {isOpen && (
              // biome-ignore lint/a11y/useSemanticElements: seats of a row are no form fields.
              <div
                ref={seatsRef}
                role="group"
                aria-label={t('rowName', { row: rowInWords(label, language) })}
                onKeyDown={onKeyDown}
                className="flex flex-wrap gap-1 px-2 pt-1 pb-3"
              >
                {places.map((place) => (
                  <TwinSeat
                    key={place}
                    stage={stage}
                    place={place}
                    isStop={place === stop}
                    onSeat={onSeat}
                    onFocusSeat={onFocusSeat}
                  />
                ))}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
