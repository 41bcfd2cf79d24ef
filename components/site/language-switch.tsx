import { Button } from '@/components/ui/button';

interface LanguageSwitchProps {
  language: 'ko' | 'en';
  /** Server action; works as a plain form without JavaScript. */
  setLanguage: (form: FormData) => Promise<void>;
  /** The other language's name in full, where there is room. */
  spelledOut?: boolean;
}

/** Switches to the other language, named in that language. */
export function LanguageSwitch({ language, setLanguage, spelledOut = false }: LanguageSwitchProps) {
  const other = language === 'ko' ? 'en' : 'ko';
  const name = other === 'ko' ? '한국어' : 'English';
  return (
    <form action={setLanguage}>
      <input type="hidden" name="language" value={other} />
      {spelledOut ? (
        <Button type="submit" variant="secondary" size="compact" lang={other}>
          {name}
        </Button>
      ) : (
        <Button type="submit" variant="quiet" size="icon" lang={other} aria-label={name} title={name}>
          <span aria-hidden="true" className="font-bold text-sm">
            {other === 'ko' ? '한' : 'EN'}
          </span>
        </Button>
      )}
    </form>
  );
}
