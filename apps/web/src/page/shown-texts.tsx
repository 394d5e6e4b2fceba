import { withAsciiDigits } from '@checkout/schemas/digits';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { LOST_NODES, requestRedraw } from './redraw.ts';

/** One text that decides what the shopper agrees to, as it should be in the document. */
type Shown = { readonly text: string; readonly element: HTMLElement | null };

type ShownTexts = {
  /** Returns how to take it out again. */
  add(shown: () => Shown, redraw: () => void): () => void;
  /**
   * Whether the document shows the amounts that this page has drawn. What it shows otherwise is drawn again, for the shopper to look at:
   * then this is false.
   */
  areIntact(): boolean;
  /** Draws again what is no longer in the document. */
  repair(): void;
};

const ShownTextsContext = createContext<ShownTexts>({
  add: () => () => {},
  areIntact: () => true,
  repair: () => {},
});

export function useShownTexts(): ShownTexts {
  return useContext(ShownTextsContext);
}

const DrawingContext = createContext(0);

/** Counts the times that the parts around the shown texts had to be drawn anew: the `key` of such a part. */
export function useDrawing(): number {
  return useContext(DrawingContext);
}

/** What tears out each new drawing as well is let be: the button has its own text then, or cannot be pressed. */
const MOST_REPAIRS = 3;

/**
 * What stands between the shopper's consent and foreign changes of the document, by a translation, an extension or a proxy: the texts
 * below it are checked before anything is sent.
 */
export function ShownTextsProvider({ children }: { children: ReactNode }) {
  const [drawing, setDrawing] = useState(0);
  const parts = useRef(new Map<() => Shown, () => void>());
  const repairs = useRef({ count: 0, running: false });

  const repair = useCallback(() => {
    const isLost = () => Array.from(parts.current.keys()).some((shown) => !isInDocument(shown()));
    const { count, running } = repairs.current;
    if (running || count >= MOST_REPAIRS || !isLost()) return;
    repairs.current = { count: count + 1, running: true };
    flushSync(() => setDrawing((before) => before + 1));
    repairs.current.running = false;
    if (isLost()) requestRedraw();
  }, []);

  useEffect(() => {
    // What replaced a lost node is stale, although each of ours may be in the document again.
    function redraw() {
      const { count, running } = repairs.current;
      if (running || count >= MOST_REPAIRS) return;
      repairs.current.count += 1;
      setDrawing((before) => before + 1);
    }
    document.addEventListener(LOST_NODES, redraw);
    return () => document.removeEventListener(LOST_NODES, redraw);
  }, []);

  const shownTexts = useMemo<ShownTexts>(
    () => ({
      add(shown, redraw) {
        parts.current.set(shown, redraw);
        return () => void parts.current.delete(shown);
      },
      areIntact() {
        const isGivenUp = (shown: Shown) => repairs.current.count >= MOST_REPAIRS && !isInDocument(shown);
        const altered = Array.from(parts.current).filter(
          ([shown]) => !isIntact(shown()) && !isGivenUp(shown()),
        );
        flushSync(() => {
          for (const [, redraw] of altered) redraw();
        });
        repair();
        return altered.length === 0;
      },
      repair,
    }),
    [repair],
  );
  return (
    <ShownTextsContext value={shownTexts}>
      <DrawingContext value={drawing}>{children}</DrawingContext>
    </ShownTextsContext>
  );
}

type ShownTextProps = { text: string; className?: string; as?: 'bdi' | 'dt' };

/**
 * A text that the shopper agrees to: kept from translation, and replaced as a whole element when it changes, so that nothing that was put
 * into the old one stays.
 */
export function ShownText({ text, className, as: Element = 'bdi' }: ShownTextProps) {
  const shownTexts = useShownTexts();
  const element = useRef<HTMLElement>(null);
  const current = useRef(text);
  current.current = text;
  const [drawing, setDrawing] = useState(0);

  useEffect(
    () =>
      shownTexts.add(
        () => ({ text: current.current, element: element.current }),
        () => setDrawing((before) => before + 1),
      ),
    [shownTexts],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each text that was drawn
  useEffect(() => {
    // Not within this effect: what is drawn again has effects of its own.
    if (element.current?.isConnected === false) queueMicrotask(shownTexts.repair);
  }, [shownTexts, text]);

  return (
    <Element key={`${drawing} ${text}`} ref={element} className={className} translate="no">
      {text}
    </Element>
  );
}

function isInDocument({ element }: Shown): boolean {
  return element?.isConnected === true;
}

/** A translation may write an amount in another way, and a converter may add to it; its digits have to be there. */
function isIntact(shown: Shown): boolean {
  if (!isInDocument(shown)) return false;
  const found = numbersIn(shown.element?.textContent ?? '');
  return numbersIn(shown.text).every((number) => found.includes(number));
}

function numbersIn(text: string): string[] {
  const numbers = withAsciiDigits(text).match(/\d(?:[\d.,'’٫٬\s]*\d)?/g) ?? [];
  return numbers.map((number) => number.replace(/\D/g, ''));
}
