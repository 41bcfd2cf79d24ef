import type { Call } from './call';
import { accountCalls } from './calls/account-calls';
import { authCalls } from './calls/auth-calls';
import { bookingCalls } from './calls/booking-calls';
import { checkInCalls } from './calls/check-in-calls';
import { eventCalls } from './calls/event-calls';
import { mailedLinkCalls } from './calls/mailed-link-calls';
import { organizerCalls } from './calls/organizer-calls';
import { paymentCalls } from './calls/payment-calls';
import { seatCalls } from './calls/seat-calls';
import { showCancellationCalls } from './calls/show-cancellation-calls';
import { staffCalls } from './calls/staff-calls';
import { standbyCalls } from './calls/standby-calls';
import { ticketCalls } from './calls/ticket-calls';
import { waitingRoomCalls } from './calls/waiting-room-calls';
import { waitingRoomSteeringCalls } from './calls/waiting-room-steering-calls';

/** Every call that answers in the envelope. The router and the OpenAPI document are both made from this table. */
export const calls: readonly Call[] = [
  ...authCalls,
  ...accountCalls,
  ...mailedLinkCalls,
  ...eventCalls,
  ...seatCalls,
  ...bookingCalls,
  ...paymentCalls,
  ...standbyCalls,
  ...ticketCalls,
  ...checkInCalls,
  ...organizerCalls,
  ...showCancellationCalls,
  ...waitingRoomCalls,
  ...waitingRoomSteeringCalls,
  ...staffCalls,
];
