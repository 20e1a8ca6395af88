import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAction } from './main.ts';

process.exitCode = await runAction(process.env, dirname(fileURLToPath(import.meta.url)));
