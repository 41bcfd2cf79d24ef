export { seatName } from '@/lib/domain/seat-name';
