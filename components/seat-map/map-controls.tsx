'use client';

import { Maximize, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MapStage } from './map-stage';

/** Nearer, further, whole hall. */
export function MapControls({ stage }: { stage: MapStage }) {
  const t = useTranslations('seatMap');
  const { camera } = stage;
  return (
    <div className="absolute right-3 bottom-3 z-10 flex flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-(--shadow)">
      <Control label={t('zoomIn')} onClick={() => camera.flyBy(1.8)}>
        <Plus className="size-5" aria-hidden="true" />
      </Control>
      <Control label={t('zoomOut')} onClick={() => camera.flyBy(1 / 1.8)}>
        <Minus className="size-5" aria-hidden="true" />
      </Control>
      <Control label={t('zoomFit')} onClick={() => camera.flyHome()}>
        <Maximize className="size-[1.15rem]" aria-hidden="true" />
      </Control>
    </div>
  );
}

function Control({
  label,
  onClick,
  children,
}: {
  label: string;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="grid size-11 place-items-center border-line text-ink outline-offset-[-3px] hover:bg-raised not-first:border-t"
    >
      {children}
    </button>
  );
}
