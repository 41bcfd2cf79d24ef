'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { OrphanRule } from '@/lib/domain/orphan-rule';
import type { MapStage } from './map-stage';
import { orphanOnMap } from './orphan-watch';
import { useSeatVersion } from './use-seat-map';

interface LeftAloneProps {
  stage: MapStage;
  rule: OrphanRule;
  places: readonly number[];
  nameOf: (place: number) => string;
}

/** Says quietly which seat the choice so far would leave on its own; only the server refuses. */
export function LeftAlone({ stage, rule, places, nameOf }: LeftAloneProps) {
  const t = useTranslations('seatMap');
  useSeatVersion(stage.state);
  const [alone] = orphanOnMap(stage.hall, stage.state.shownCodes, rule, places)?.orphans ?? [];
  return (
    <p role="status" data-testid="left-alone" className="text-sm text-soft">
      {alone !== undefined && (
        <span className="flex items-start gap-2 pt-1.5">
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden="true" />
          {t('leavesAlone', { seat: nameOf(alone) })}
        </span>
      )}
    </p>
  );
}
