import { type ComponentProps, useId } from 'react';
import { Input } from '@/components/ui/input';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  name: string;
  label: string;
  /** What is expected, shown before anything goes wrong. */
  hint?: string;
  /** What is wrong with it; undefined when nothing is. */
  fault?: string | undefined;
}

/** A labelled field whose fault and hint are read out with it. */
export function Field({ name, label, hint, fault, ...input }: FieldProps) {
  const id = useId();
  const note = fault ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-soft text-sm">
        {label}
      </label>
      <Input
        id={id}
        name={name}
        aria-invalid={fault !== undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        {...input}
      />
      {note && (
        <p id={`${id}-note`} className={`mt-1.5 text-sm ${fault ? 'font-medium text-danger' : 'text-faint'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
