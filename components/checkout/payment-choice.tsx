import { useTranslations } from 'next-intl';

/** How to pay: at the venue, or, where the sale does not allow that, the word that paying online is not ready. */
export function PaymentChoice({ payable }: { payable: boolean }) {
  const t = useTranslations('checkout');
  return (
    <fieldset>
      <legend className="mb-3 font-bold text-lg">{t('payment')}</legend>
      {payable ? (
        <label className="flex items-start gap-3 rounded-xl border border-line-strong p-4">
          <input
            type="radio"
            name="method"
            defaultChecked
            className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
          />
          <span>
            <span className="block font-semibold">{t('payNone')}</span>
            <span className="text-soft text-sm">{t('payNoneBody')}</span>
          </span>
        </label>
      ) : (
        <p className="rounded-xl border border-warning p-4 text-sm">{t('payUnavailable')}</p>
      )}
    </fieldset>
  );
}
