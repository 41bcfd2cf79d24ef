'use client';

import { useEffect } from 'react';
import { formatMoney } from '@/lib/domain/money';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { breathe } from './breathe';
import { rememberedParty } from './use-party-size';

/**
 * What browsers take long over the first time is done while the hall is on its way, each in a breath of its own, and not in
 * the map's first rendering: opening what this browser has kept, and the formatter of money.
 */
export function useHeadStart({ scheduleId, grades }: ScheduleDetail, language: 'ko' | 'en'): void {
  useEffect(() => {
    const start = async () => {
      await breathe();
      rememberedParty(scheduleId);
      await breathe();
      if (grades[0]) formatMoney(grades[0].price, language);
    };
    void start();
  }, [scheduleId, grades, language]);
}
