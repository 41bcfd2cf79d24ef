export { showClock, showDateTime, showDay, showDays, showDeadline } from '@/lib/domain/show-time';
