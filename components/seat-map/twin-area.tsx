'use client';

import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { AreaFacts } from './area-facts';
import { AreaQuantity } from './area-quantity';
import type { MapStage } from './map-stage';
import type { StandingPart } from './standing-parts';

interface TwinAreaProps {
  stage: MapStage;
  part: StandingPart;
  most: number;
  onQuantity: (quantity: number) => void;
  /** The area shall be seen on the map. */
  onShow: () => void;
}

/** A standing area in the list: opens to the question how many. */
export function TwinArea({ stage, part, most, onQuantity, onShow }: TwinAreaProps) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const toggle = () => {
    if (!open) onShow();
    setOpen(!open);
  };
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={panel}
        onClick={toggle}
        data-testid={`list-area-${part.area}`}
        className="flex min-h-14 w-full items-center gap-2.5 rounded-xl px-3 text-left hover:bg-raised"
      >
        <AreaFacts stage={stage} part={part} />
        <ChevronDown
          className={`size-4 shrink-0 text-faint transition-transform ${open ? 'rotate-180' : ''}`}
          aria-hidden="true"
        />
      </button>
      <div id={panel} hidden={!open} className="px-3 pt-1 pb-3">
        {open && <AreaQuantity stage={stage} part={part} most={most} onQuantity={onQuantity} />}
      </div>
    </li>
  );
}
