'use client';

import { useState } from 'react';
import type { Door } from '@/lib/domain/door-list';
import { DoorStart } from './door-start';
import { DoorWork } from './door-work';
import { allowSound } from './signal';
import { useDevice } from './use-device';
import { useDoor } from './use-door';

/** The page of who stands at a door: first what this device is called, then one ticket after the other. */
export function DoorPage({ door, account }: { door: Door; account: string }) {
  const { desk, view } = useDoor(door.scheduleId, account);
  const [device, setDevice] = useDevice();
  const [working, setWorking] = useState(false);

  const start = (name: string) => {
    setDevice(name);
    if (desk) desk.device = name;
    allowSound();
    setWorking(true);
  };

  if (!working || !desk)
    return <DoorStart door={door} view={view} device={device} ready={desk !== null} start={start} />;
  return <DoorWork door={door} desk={desk} view={view} device={device} />;
}
