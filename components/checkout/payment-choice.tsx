import { useTranslations } from 'next-intl';

/** Ways to pay that the checkout knows; a sale offers some of them. */
export const paymentMethods = ['none', 'sandbox', 'stripe'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

interface PaymentChoiceProps {
  /** What the sale offers. */
  offered: readonly PaymentMethod[];
  chosen: PaymentMethod | null;
  onChoose: (method: PaymentMethod) => void;
}

/** How to pay: at the venue or online, or the word that this sale offers no way at present. */
export function PaymentChoice({ offered, chosen, onChoose }: PaymentChoiceProps) {
  const t = useTranslations('checkout');
  return (
    <fieldset>
      <legend className="mb-3 font-bold text-lg">{t('payment')}</legend>
      <div className="grid gap-3">
        {offered.map((method) => (
          <label
            key={method}
            className="flex items-start gap-3 rounded-xl border border-line-strong p-4 has-checked:border-accent-ink has-checked:bg-raised"
          >
            <input
              type="radio"
              name="method"
              value={method}
              checked={method === chosen}
              onChange={() => onChoose(method)}
              className="mt-1 size-5 shrink-0 accent-(--accent-ink)"
            />
            <span>
              <span className="block font-semibold">
                {method === 'none' ? t('payNone') : t(`payOnline.${method}`)}
              </span>
              <span className="text-soft text-sm">
                {method === 'none' ? t('payNoneBody') : t(`payOnlineBody.${method}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
      {offered.length === 0 && (
        <p className="rounded-xl border border-warning p-4 text-sm">{t('payUnavailable')}</p>
      )}
    </fieldset>
  );
}
