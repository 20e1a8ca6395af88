import type { CommandDeclaration, CommandGroup } from '../command/declaration.ts';
import { deployCommand } from './deploy.ts';
import { historyCommand } from './history.ts';
import { localCommands } from './local.ts';
import { rollbackCommand } from './rollback.ts';
import { statusCommand } from './status.ts';
import { unlockCommand } from './unlock.ts';

/** In the order of help. */
export const commands: readonly (CommandDeclaration | CommandGroup)[] = [
  deployCommand,
  rollbackCommand,
  statusCommand,
  historyCommand,
  unlockCommand,
  localCommands,
];
