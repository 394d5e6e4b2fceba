import type { Language } from '@checkout/schemas/language';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Formats, formatsOf } from '../format.ts';
import { keepChosenLanguage, negotiate } from './choose-language.ts';
import { loadMessages, type Messages } from './messages.ts';

type SpeechState = {
  readonly messages: Messages;
  readonly formats: Formats;
  readonly choose: (language: Language) => void;
};

const SpeechContext = createContext<SpeechState | null>(null);

type SpeechProviderProps = { messages: Messages; formats: Formats; children: ReactNode };

/** Starts with what was negotiated; the shopper may choose another language, and nothing typed is lost by that. */
export function SpeechProvider(props: SpeechProviderProps) {
  const [{ messages, formats }, setSpeech] = useState({ messages: props.messages, formats: props.formats });
  const wanted = useRef<Language>(undefined);

  useLayoutEffect(() => {
    document.documentElement.lang = messages.lang;
    document.documentElement.dir = messages.dir;
  }, [messages]);

  const speech = useMemo(
    () => ({
      messages,
      formats,
      async choose(language: Language) {
        wanted.current = language;
        const spoken = negotiate(navigator.languages, language);
        // Without a connection another language cannot come: the page stays as it is.
        const loaded = await loadMessages(language).catch(() => null);
        if (loaded === null || wanted.current !== language) return;
        keepChosenLanguage(language);
        setSpeech({ messages: loaded, formats: formatsOf(spoken.locale) });
      },
    }),
    [messages, formats],
  );
  return <SpeechContext value={speech}>{props.children}</SpeechContext>;
}

function useSpeech(): SpeechState {
  const speech = useContext(SpeechContext);
  if (speech === null) throw new Error('There is no SpeechProvider above this component');
  return speech;
}

export function useMessages(): Messages {
  return useSpeech().messages;
}

export function useFormats(): Formats {
  return useSpeech().formats;
}

export function useChooseLanguage(): (language: Language) => void {
  return useSpeech().choose;
}
