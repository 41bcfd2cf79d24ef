/**
 * Goes to the provider's page. This page's place in the history becomes the payment's own page: "back" leads to what can be
 * done about the payment, neither to a hold that is gone nor to a page that goes to the provider again.
 */
export function toProvider(code: string, approvalUrl: string): void {
  window.history.replaceState(null, '', `/bookings/${code}/payment`);
  // The browser may bring this document back as it was, under the other page's address.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  window.location.assign(approvalUrl);
}
