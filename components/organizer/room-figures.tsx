import { getTranslations } from 'next-intl/server';
import { Figure, Figures } from '@/components/organizer/figures';
import type { WaitingRoomView } from '@/lib/domain/waiting-room';

/** A waiting room in numbers. */
export async function RoomFigures({ room }: { room: WaitingRoomView }) {
  const t = await getTranslations('organizer');
  const { settings, present, waiting } = room;
  const percent = Math.round(room.pace * 100);
  return (
    <Figures>
      <Figure name={t('inside')} note={t('insideOf', { capacity: settings.capacity })}>
        {t('people', { count: room.inside })}
      </Figure>
      <Figure name={t('waiting')} note={present === null ? t('presentUnknown') : t('present', { present })}>
        {t('people', { count: waiting })}
      </Figure>
      <Figure
        name={t('perMinute')}
        note={t('perMinuteOf', { rate: settings.admissionsPerMinute, slow: String(percent < 100), percent })}
      >
        {t('people', { count: Math.round(room.admittedPerMinute) })}
      </Figure>
      <Figure name={t('admitted')} note={t('gone', { skipped: room.skipped, left: room.left })}>
        {t('people', { count: room.admitted })}
      </Figure>
    </Figures>
  );
}
