'use client';

import { useLocale } from 'next-intl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { DoorApi } from './door-api';
import { DoorDesk } from './door-desk';
import { openDoorStore } from './door-store';
import { closedDoor, type DoorView } from './door-view';

/** How often the list is asked for what is new, and how soon a lost connection is tried again. */
const refreshMs = 10_000;
const retryMs = 4000;

const never = () => () => {};
const unopened = () => closedDoor;

/** The door's desk for as long as the page is shown; null until the device's memory is open. */
export function useDoor(scheduleId: string, account: string): { desk: DoorDesk | null; view: DoorView } {
  const language = useLocale();
  const [desk, setDesk] = useState<DoorDesk | null>(null);

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = async () => {
      // A browser that keeps nothing between visits still works while the page is open.
      const store = await openDoorStore(account).catch(() => null);
      if (gone) return;
      const opened = new DoorDesk(scheduleId, new DoorApi(scheduleId, language), store);
      setDesk(opened);
      const again = async () => {
        await opened.refresh();
        if (!gone) timer = setTimeout(again, opened.current().online ? refreshMs : retryMs);
      };
      await opened.open();
      if (!gone) timer = setTimeout(again, opened.current().online ? refreshMs : retryMs);
    };
    void start();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [scheduleId, account, language]);

  useEffect(() => {
    if (!desk) return;
    const back = () => void desk.refresh();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [desk]);

  const view = useSyncExternalStore(desk?.subscribe ?? never, desk?.current ?? unopened, unopened);
  return { desk, view };
}
