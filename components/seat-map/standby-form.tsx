'use client';

import { Hourglass, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { StandbyWish } from '@/components/standby/standby-actions';
import { Button } from '@/components/ui/button';
import type { MapStage } from './map-stage';
import { useSeatVersion } from './use-seat-map';

interface StandbyFormProps {
  stage: MapStage;
  /** How many seats the buyer may have here. */
  most: number;
  busy: boolean;
  onJoin: (wish: StandbyWish) => void;
}

const choice =
  'tabular grid min-h-11 min-w-11 place-items-center rounded-full border border-line-strong px-3.5 font-semibold text-ink has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:outline-2 has-focus-visible:outline-accent-ink has-focus-visible:outline-offset-2';

/** "Any 2 in grade R": for whom any seat of a grade will do. */
export function StandbyForm({ stage, most, busy, onJoin }: StandbyFormProps) {
  const t = useTranslations('standby');
  useSeatVersion(stage.state);
  const { hall, state } = stage;
  const free = (index: number) => state.freeByCategory[index] ?? 0;
  const grades = hall.grades.flatMap((grade, index) => {
    const seated = grade !== null && hall.category.includes(index);
    return seated ? { name: grade.name, colour: grade.colour, free: free(index) } : [];
  });
  const [chosen, setChosen] = useState(() => grades.find((grade) => grade.free === 0)?.name ?? null);
  const [quantity, setQuantity] = useState(1);
  const of = grades.filter(({ name }) => name === chosen);
  const enough = of.reduce((sum, grade) => sum + grade.free, 0) >= quantity;
  const hint = useId();
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) onJoin({ grade: chosen, quantity });
      }}
    >
      <fieldset>
        <legend className="mb-1.5 font-semibold text-ink text-sm">{t('grade')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {grades.map(({ name, colour }) => (
            <label key={name} className={choice}>
              <input
                type="radio"
                name="grade"
                value={name}
                checked={name === chosen}
                onChange={() => setChosen(name)}
                className="sr-only"
              />
              <span className="flex items-center gap-2">
                <span
                  className="size-2.5 rounded-full ring-1 ring-line-strong"
                  style={{ background: colour }}
                  aria-hidden="true"
                />
                {name}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1.5 font-semibold text-ink text-sm">{t('quantity')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {Array.from({ length: most }, (_, index) => index + 1).map((size) => (
            <label key={size} className={choice}>
              <input
                type="radio"
                name="quantity"
                value={size}
                checked={size === quantity}
                onChange={() => setQuantity(size)}
                className="sr-only"
              />
              {size}
            </label>
          ))}
        </div>
      </fieldset>
      <Button
        type="submit"
        disabled={busy || chosen === null || enough}
        aria-busy={busy}
        aria-describedby={hint}
        data-testid="join-any"
      >
        {busy ? (
          <LoaderCircle aria-hidden="true" className="animate-spin" />
        ) : (
          <Hourglass aria-hidden="true" />
        )}
        {chosen === null ? t('chooseGrade') : t('joinAny', { grade: chosen, count: quantity })}
      </Button>
      <p id={hint} className="-mt-2 text-soft text-sm empty:hidden">
        {chosen !== null && enough && t('enoughFree')}
      </p>
    </form>
  );
}
