import { actions } from './en/actions.ts';
import { errors } from './en/errors.ts';
import { lists } from './en/lists.ts';
import { payment } from './en/payment.ts';
import { reports } from './en/reports.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { statuses } from './en/statuses.ts';

/** Every sentence of the console. Another language is complete when it has the type of this one (`Messages`). */
export const en = {
  lang: 'en',
  ...shell,
  ...statuses,
  ...payment,
  ...actions,
  ...lists,
  ...reports,
  ...settings,
  ...errors,
};
