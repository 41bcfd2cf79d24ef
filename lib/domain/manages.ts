import type { Buyer } from './buyer';

/** Whether somebody may manage what this organizer sells: the organizer, or an operator. */
export function manages(buyer: Pick<Buyer, 'userId' | 'role'>, organizerId: string): boolean {
  return buyer.role === 'operator' || (buyer.role === 'organizer' && buyer.userId === organizerId);
}

/** Whether somebody has anything to manage at all. */
export function isOrganizer(buyer: Pick<Buyer, 'role'>): boolean {
  return buyer.role === 'operator' || buyer.role === 'organizer';
}
