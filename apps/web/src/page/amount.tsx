import { useFormats } from '../messages/messages-context.tsx';
import { ShownText } from './shown-texts.tsx';

/** An amount of money, kept in its own direction in text of any direction. */
export function Amount({ cents, currency }: { cents: number; currency: string }) {
  const formats = useFormats();
  return <ShownText className="amount" text={formats.money(cents, currency)} />;
}
