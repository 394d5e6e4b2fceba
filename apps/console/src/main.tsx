import './styles/index.ts';
import { createBrowserHistory } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchActivity } from './activity.ts';
import { ConsoleApp } from './console-app.tsx';
import { formatsOf } from './format.ts';
import { negotiate, readChosenLanguage } from './messages/language.ts';
import { loadMessages } from './messages/messages.ts';
import { createQueryClient } from './queries.ts';
import { createConsoleClient } from './trpc.ts';

const { language, locale } = negotiate(navigator.languages, readChosenLanguage());
const messages = await loadMessages(language);
const place = document.getElementById('root');
if (place === null) throw new Error('The page has no #root');
createRoot(place).render(
  <StrictMode>
    <ConsoleApp
      client={createConsoleClient('/trpc', watchActivity(window))}
      queryClient={createQueryClient()}
      history={createBrowserHistory()}
      messages={messages}
      formats={formatsOf(locale)}
      now={new Date()}
    />
  </StrictMode>,
);
