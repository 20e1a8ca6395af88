#!/usr/bin/env node
// The size hook is served before anything else is loaded: in a pre-commit hook every millisecond is felt.
const argv = process.argv.slice(2);
const entry = argv[0] === 'size' && argv.includes('--staged') ? '../dist/size-hook.js' : '../dist/cli.js';
const { main } = await import(entry);
process.exitCode = await main(argv);
