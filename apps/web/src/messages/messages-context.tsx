import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormats, type Formats } from '../format.ts';
import type { Messages } from './messages.ts';

type Speech = { readonly messages: Messages; readonly formats: Formats };

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider(props: { messages: Messages; locale: string; children: ReactNode }) {
  const { messages, locale } = props;
  const speech = useMemo(() => ({ messages, formats: createFormats(locale) }), [messages, locale]);
  return <SpeechContext value={speech}>{props.children}</SpeechContext>;
}

function useSpeech(): Speech {
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
