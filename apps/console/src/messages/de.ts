import { actions } from './de/actions.ts';
import { errors } from './de/errors.ts';
import { lists } from './de/lists.ts';
import { payment } from './de/payment.ts';
import { reports } from './de/reports.ts';
import { settings } from './de/settings.ts';
import { shell } from './de/shell.ts';
import { statuses } from './de/statuses.ts';
import type { Messages } from './messages.ts';

/** All sentences in German. */
export const de: Messages = {
  lang: 'de',
  ...shell,
  ...statuses,
  ...payment,
  ...actions,
  ...lists,
  ...reports,
  ...settings,
  ...errors,
};
