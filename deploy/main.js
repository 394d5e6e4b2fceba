// Starts the packed program: `node main.js` the api, `node main.js <command>` one of its commands. Its own syntax is that of every
// Node.js that knows modules, so that one which is too old gets a sentence and no SyntaxError.
const OLDEST = 24;
const COMMANDS = ['deliveries', 'erase-person', 'health', 'inspect-page', 'installation', 'migrate'];

const command = process.argv[2];
if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(
    `Inflow Checkout needs Node.js ${OLDEST} or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
} else if (command === undefined) {
  await import('./api/dist/main.js');
} else if (COMMANDS.includes(command)) {
  // The command reads what follows its name.
  process.argv.splice(2, 1);
  await import(`./api/dist/${command}.js`);
} else {
  process.stderr.write(
    `There is no command ${command}. There are ${COMMANDS.join(', ')}; without one the api starts.\n`,
  );
  process.exitCode = 2;
}
