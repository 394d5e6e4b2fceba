import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addDoctor } from './commands/doctor.ts';
import { addEndpoints } from './commands/endpoints.ts';
import { addEvents } from './commands/events.ts';
import { addListen } from './commands/listen.ts';
import { addPayments } from './commands/payments.ts';
import { addSessions } from './commands/sessions.ts';
import { addTrigger } from './commands/trigger.ts';

const MORE = `
Where the checkout is: --url or CHECKOUT_URL. Its token: CHECKOUT_TOKEN, or a file that CHECKOUT_TOKEN_FILE names.
Without them it is the one that npm start runs on this machine, which needs no token here.

Ends with 0 (done), 1 (the checkout refused, or could not be asked) or 2 (wrongly called); doctor has others.`;

/** All commands. Mistakes are thrown, not printed. */
export function createProgram(): Command {
  const program = new Command('checkout')
    .description('Command line of a card checkout on Inflow.')
    .version(manifest.version)
    .option('--url <url>', 'the checkout, such as https://pay.shop.example')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', MORE)
    .showHelpAfterError(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  addListen(program);
  addTrigger(program);
  addEvents(program);
  addSessions(program);
  addPayments(program);
  addEndpoints(program);
  addDoctor(program);
  return program;
}
