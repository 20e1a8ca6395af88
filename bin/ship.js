#!/usr/bin/env node
// The size hook is served before anything else is loaded: in a pre-commit hook every millisecond is felt.
const argv = process.argv.slice(2);
if (argv[0] === 'size' && argv.includes('--staged') && require('../dist/size-hook.cjs').touchesNothing(argv)) {
  // Nothing was printed that could still be under way.
  process.exit(0);
}
const { main } = require('../dist/cli.cjs');
main(argv).then((code) => {
  process.exitCode = code;
});
