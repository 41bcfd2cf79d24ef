'use client';

import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import type { MapStage } from './map-stage';

/** Nearer, further, whole hall. While the whole hall is shown only the first is of use: the others do not cover seats then. */
export function MapControls({ stage }: { stage: MapStage }) {
  const t = useTranslations('seatMap');
  const ref = useRef<HTMLDivElement>(null);
  const { camera } = stage;
  useEffect(
    () =>
      stage.addPainter(() => {
        if (ref.current) ref.current.dataset.whole = String(camera.zoom < 1.01);
        return false;
      }),
    [stage, camera],
  );
  return (
    <div
      ref={ref}
      data-whole="true"
      className="group absolute right-3 bottom-3 z-10 flex overflow-hidden rounded-2xl border border-line bg-surface shadow-(--shadow)"
    >
      {/* With the keyboard's focus inside they stay: it must not be lost. */}
      <div className="flex not-focus-within:group-data-[whole=true]:hidden">
        <Control label={t('zoomFit')} onClick={() => camera.flyHome()}>
          <Maximize className="size-[1.15rem]" aria-hidden="true" />
        </Control>
        <Control label={t('zoomOut')} onClick={() => camera.flyBy(1 / 1.8)}>
          <Minus className="size-5" aria-hidden="true" />
        </Control>
      </div>
      <div data-over-map>
        <Control label={t('zoomIn')} onClick={() => camera.flyBy(1.8)}>
          <Plus className="size-5" aria-hidden="true" />
        </Control>
      </div>
    </div>
  );
}

function Control({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-11 place-items-center text-ink outline-offset-[-3px] hover:bg-raised"
    >
      {children}
    </button>
  );
}
