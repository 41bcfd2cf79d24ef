import { getLocale, getTranslations } from 'next-intl/server';
import type { FormState } from '@/components/forms/form-state';
import { MessagesFor } from '@/components/messages-for';
import { RemoveRoom } from '@/components/organizer/remove-room';
import { RoomFigures } from '@/components/organizer/room-figures';
import { RoomSettings } from '@/components/organizer/room-settings';
import { RoomSteering } from '@/components/organizer/room-steering';
import { KeepFresh } from '@/components/site/keep-fresh';
import { Badge } from '@/components/ui/badge';
import { localTime } from '@/lib/domain/local-time';
import type { ScheduleDetail } from '@/lib/domain/sale';
import { showDateTime } from '@/lib/domain/show-time';
import { usualSettings, type WaitingRoomView } from '@/lib/domain/waiting-room';

type Action = (state: FormState, form: FormData) => Promise<FormState>;

interface SteerWaitingRoomProps {
  schedule: ScheduleDetail;
  /** null: there is none. */
  room: WaitingRoomView | null;
  actions: { steer: Action; save: Action; remove: Action };
}

const hour = 3_600_000;
const tones = { open: 'accent', paused: 'warning', drained: 'neutral' } as const;

/** The waiting room for its organizer: numbers, the three ways to steer it, its settings. */
export async function SteerWaitingRoom({ schedule, room, actions }: SteerWaitingRoomProps) {
  const t = await getTranslations('organizer');
  const { scheduleId, venue } = schedule;
  const settings = room?.settings ?? {
    ...usualSettings,
    opensAt: new Date(Date.parse(schedule.salesOpenAt) - hour).toISOString(),
  };
  return (
    <section aria-labelledby="room" className="mt-14" data-testid="room" data-state={room?.state ?? 'none'}>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h2 id="room" className="font-extrabold text-2xl">
          {t('room')}
        </h2>
        {room && <Badge tone={tones[room.state]}>{t(`roomState.${room.state}`)}</Badge>}
      </div>
      <MessagesFor namespaces={['organizer', 'refusal']}>
        {room ? (
          <>
            <KeepFresh />
            <RoomFigures room={room} />
            <Opening schedule={schedule} room={room} />
            <RoomSteering
              scheduleId={scheduleId}
              state={room.state}
              waiting={room.waiting}
              steer={actions.steer}
            />
          </>
        ) : (
          <p className="max-w-2xl text-soft">{t('noRoom')}</p>
        )}
        <h3 className="mt-10 mb-4 font-bold text-xl">{t('settings')}</h3>
        <RoomSettings
          // What was saved elsewhere meanwhile is shown anew; what is being typed stays while it has not changed.
          key={JSON.stringify(settings)}
          scheduleId={scheduleId}
          settings={settings}
          opensAtLocal={localTime(new Date(settings.opensAt), venue.timeZone)}
          isNew={room === null}
          save={actions.save}
        />
        {room && (
          <div className="mt-10 border-line border-t pt-6">
            <RemoveRoom scheduleId={scheduleId} remove={actions.remove} />
          </div>
        )}
      </MessagesFor>
    </section>
  );
}

async function Opening({ schedule, room }: { schedule: ScheduleDetail; room: WaitingRoomView }) {
  const t = await getTranslations('organizer');
  const language = await getLocale();
  const when = (iso: string) => showDateTime(iso, language, schedule.venue.timeZone);
  return (
    <p className="my-5 text-soft">
      {room.shuffledAt
        ? t('drawnAt', { at: when(room.shuffledAt) })
        : t('drawAt', { opensAt: when(room.settings.opensAt), salesOpenAt: when(room.salesOpenAt) })}
    </p>
  );
}
