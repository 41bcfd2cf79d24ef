import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkInInput, doorListQuery, offlineScansInput } from '@/lib/domain/inputs/check-in-inputs';
import { scheduleInput } from '@/lib/domain/inputs/seat-inputs';
import { granted } from '@/lib/domain/result';
import { checkInTicket } from '@/lib/use-cases/check-in-ticket';
import { listDoors } from '@/lib/use-cases/list-doors';
import { listWrongEntries } from '@/lib/use-cases/list-wrong-entries';
import { readDoorList } from '@/lib/use-cases/read-door-list';
import { tellOfflineScans } from '@/lib/use-cases/tell-offline-scans';
import {
  checkedInAnswer,
  doorAnswer,
  doorListAnswer,
  tellCheckedIn,
  tellDoor,
  tellDoorList,
  tellToldScan,
  tellWrongEntry,
  toldScanAnswer,
  wrongEntryAnswer,
} from '../answers/door-answers';
import { defineCall } from '../call';

const checkInPath = '/api/v1/check-in';
const staffOnly = { who: 'account', scope: 'check_in', limit: 'check_in' } as const;

/** What a scan names: the token its camera read, or else the id somebody looked up. */
function whatOf(scan: { ticket?: string | undefined; ticket_id?: string | undefined }) {
  return scan.ticket === undefined ? { ticketId: scan.ticket_id ?? '' } : { token: scan.ticket };
}

export const checkInCalls = [
  defineCall({
    method: 'POST',
    path: checkInPath,
    name: 'checkInTicket',
    summary:
      'Admit somebody by a ticket, once; refused with the reason. The same scan_id again gets the same answer',
    ...staffOnly,
    body: checkInInput,
    answer: checkedInAnswer,
    async handle({ buyer, body }) {
      const scan = { scanId: body.scan_id ?? randomUUID(), what: whatOf(body), at: body.scanned_at ?? null };
      const { schedule_id: scheduleId, device_id: deviceId } = body;
      const said = await checkInTicket({ buyer, scheduleId, deviceId, scan });
      return said.ok ? granted({ data: tellCheckedIn(said.value) }) : said;
    },
  }),
  defineCall({
    method: 'POST',
    path: `${checkInPath}/sync`,
    name: 'tellOfflineScans',
    summary:
      'Tell whom a device let in without a connection; may be told again. What should not have admitted is kept',
    ...staffOnly,
    body: offlineScansInput,
    answer: z.strictObject({ scans: z.array(toldScanAnswer) }),
    async handle({ buyer, body, request }) {
      const { schedule_id: scheduleId, device_id: deviceId } = body;
      const scans = body.scans.map((scan) => ({
        ...{ scanId: scan.scan_id, what: whatOf(scan), at: scan.scanned_at },
      }));
      const told = await tellOfflineScans({ buyer, scheduleId, deviceId, scans });
      if (!told.ok) return told;
      return granted({ data: { scans: told.value.map((each) => tellToldScan(each, request.language)) } });
    },
  }),
  defineCall({
    method: 'GET',
    path: `${checkInPath}/list`,
    name: 'readDoorList',
    summary: 'The door list, for work without a connection; with since, what has changed',
    ...staffOnly,
    query: doorListQuery,
    answer: doorListAnswer,
    async handle({ buyer, query }) {
      const { schedule_id: scheduleId, since, cursor: after, limit } = query;
      const list = await readDoorList({ buyer, scheduleId, since, after, limit });
      return list.ok ? granted({ data: tellDoorList(list.value) }) : list;
    },
  }),
  defineCall({
    method: 'GET',
    path: `${checkInPath}/wrong-entries`,
    name: 'listWrongEntries',
    summary: 'Whom devices without a connection let in wrongly: tickets used twice, or cancelled before',
    ...staffOnly,
    query: scheduleInput,
    answer: z.strictObject({ entries: z.array(wrongEntryAnswer) }),
    async handle({ buyer, query }) {
      const listed = await listWrongEntries({ buyer, scheduleId: query.schedule_id });
      return listed.ok ? granted({ data: { entries: listed.value.map(tellWrongEntry) } }) : listed;
    },
  }),
  defineCall({
    method: 'GET',
    path: `${checkInPath}/schedules`,
    name: 'listDoors',
    summary: 'The shows I may check tickets in at',
    ...staffOnly,
    answer: z.strictObject({ schedules: z.array(doorAnswer) }),
    async handle({ buyer, request }) {
      const doors = await listDoors({ buyer });
      return granted({ data: { schedules: doors.map((door) => tellDoor(door, request.language)) } });
    },
  }),
];
