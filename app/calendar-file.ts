import { type CalendarEntry, calendarFile } from '@/lib/domain/calendar-file';

/** The file as a download. */
export function calendarResponse(entry: CalendarEntry, fileName: string): Response {
  return new Response(calendarFile(entry), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'private, no-store',
    },
  });
}
