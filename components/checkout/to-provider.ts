/**
 * Goes to the provider's page. The checkout's place in the history becomes the payment's own page: "back" leads to what
 * can be done about the payment, and not to a hold that is gone.
 */
export function toProvider(paymentPage: string, approvalUrl: string): void {
  window.history.replaceState(null, '', paymentPage);
  // The browser may bring this document back as it was, under the other page's address.
  window.addEventListener('pageshow', ({ persisted }) => persisted && window.location.reload());
  window.location.assign(approvalUrl);
}
