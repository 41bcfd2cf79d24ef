'use client';

import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';

/** Phones want a service worker for a notification; they hold the page in the hand anyway. */
function canNotify(): boolean {
  return 'Notification' in window && matchMedia('(hover: hover)').matches;
}

/** Tells who looks at another window that the turn has come, where they allowed it. */
export function notifyTurn(title: string, body: string): void {
  if (!document.hidden || !canNotify() || Notification.permission !== 'granted') return;
  const notice = new Notification(title, { body, tag: 'rowlock-turn' });
  notice.onclick = () => window.focus();
}

/** Offers to tell by a notification of the device when the turn comes; says so once it is allowed. */
export function TurnNotice() {
  const t = useTranslations('waitingRoom');
  const [permission, setPermission] = useState<NotificationPermission>('denied');
  useEffect(() => {
    if (canNotify()) setPermission(Notification.permission);
  }, []);
  if (permission === 'denied') return null;
  if (permission === 'granted') {
    return (
      <p className="flex items-center gap-2 text-soft text-sm" data-testid="will-notify">
        <Bell aria-hidden="true" className="size-4" />
        {t('willNotify')}
      </p>
    );
  }
  return (
    <Button
      variant="secondary"
      onClick={() => void Notification.requestPermission().then(setPermission, () => undefined)}
    >
      <Bell aria-hidden="true" />
      {t('notify')}
    </Button>
  );
}
