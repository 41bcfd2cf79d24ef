import { Check, LoaderCircle, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PaymentStage } from '@/lib/domain/purchase';

/** now: the buyer's turn; working: nobody has to do anything. */
type StepState = 'done' | 'now' | 'working' | 'failed' | 'ahead';

const steps = ['claimed', 'approved', 'booked'] as const;

/** How far each stage is; what came to an end has no steps any more. */
const progress: Partial<Record<PaymentStage, readonly [StepState, StepState, StepState]>> = {
  starting: ['done', 'working', 'ahead'],
  to_approve: ['done', 'now', 'ahead'],
  declined: ['done', 'failed', 'ahead'],
  working: ['done', 'done', 'working'],
  paid: ['done', 'done', 'done'],
};

const looks: Record<StepState, string> = {
  done: 'border-accent-ink bg-accent text-on-accent',
  now: 'border-accent-ink bg-stage text-accent-ink',
  working: 'border-accent-ink bg-stage text-accent-ink',
  failed: 'border-danger bg-stage text-danger',
  ahead: 'border-line-strong bg-stage text-faint',
};

const icons: Partial<Record<StepState, ReactNode>> = {
  done: <Check strokeWidth={3} />,
  working: <LoaderCircle strokeWidth={3} className="animate-spin [animation-duration:2s]" />,
  failed: <X strokeWidth={3} />,
};

/** The way of a purchase: seats kept, payment approved, booked. */
export function PaymentSteps({ stage }: { stage: PaymentStage }) {
  const t = useTranslations('payment');
  const states = progress[stage];
  if (!states) return null;
  return (
    <ol className="flex max-w-xl items-start" aria-label={t('steps')}>
      {steps.map((step, index) => {
        const state = states[index] ?? 'ahead';
        return (
          <li
            key={step}
            aria-current={state === 'done' || state === 'ahead' ? undefined : 'step'}
            className="relative flex-1 pr-2 last:flex-none"
          >
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={`absolute top-4 right-0 left-8 h-0.5 ${states[index + 1] === 'ahead' ? 'bg-line' : 'bg-accent-ink'}`}
              />
            )}
            <span
              aria-hidden="true"
              className={`relative grid size-8 place-items-center rounded-full border-2 font-bold text-sm [&_svg]:size-4 ${looks[state]}`}
            >
              {icons[state] ?? index + 1}
            </span>
            <span
              className={`mt-2 block text-sm ${state === 'ahead' ? 'text-faint' : 'font-semibold text-ink'}`}
            >
              {t(`step.${step}`)}
              <span className="sr-only">, {t(`stepState.${state}`)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
