#!/usr/bin/env node
// The size hook is served before anything else is loaded: in a pre-commit hook every millisecond is felt.
const arguments_ = process.argv.slice(2);
const module_ =
  arguments_[0] === 'size' && arguments_.includes('--staged') ? '../dist/size-hook.js' : '../dist/cli.js';
const { main } = await import(module_);
process.exitCode = await main(arguments_);
