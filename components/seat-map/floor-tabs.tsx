'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useSyncExternalStore } from 'react';
import { floorsOverlap } from './floors';
import { boundsOfPlaces } from './hall-sections';
import type { MapStage } from './map-stage';

/** The hall's floors, where it has several; "all" where none hides another. */
export function FloorTabs({ stage }: { stage: MapStage }) {
  const t = useTranslations('seatMap');
  const { hall } = stage;
  const shown = useSyncExternalStore(
    stage.onFloor,
    () => stage.floor,
    () => null,
  );
  const choices = useMemo(() => {
    const floors: (number | null)[] = hall.floors.map((_, floor) => floor);
    return floorsOverlap(hall) ? floors : [null, ...floors];
  }, [hall]);
  if (hall.floors.length < 2) return null;
  const choose = (floor: number | null) => {
    stage.showFloor(floor);
    if (floor === null) return stage.camera.flyHome();
    const places = Array.from(hall.floor.keys()).filter((place) => hall.floor[place] === floor);
    stage.camera.flyToFit(boundsOfPlaces(hall, places));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that change the map, no form fields.
    <div
      role="group"
      aria-label={t('floors')}
      className="flex overflow-x-auto rounded-full border border-line-strong bg-surface shadow-(--shadow) [scrollbar-width:none]"
    >
      {choices.map((floor) => (
        <button
          key={floor ?? 'all'}
          type="button"
          aria-pressed={floor === shown}
          data-testid={`floor-${floor ?? 'all'}`}
          onClick={() => choose(floor)}
          className="min-h-11 shrink-0 rounded-full px-4 font-semibold text-sm text-soft outline-offset-[-3px] hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink"
        >
          {floor === null ? t('allFloors') : hall.floors[floor]}
        </button>
      ))}
    </div>
  );
}
