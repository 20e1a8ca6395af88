import type { CommandDeclaration, CommandGroup } from '../command/declaration.ts';
import { completionCommand } from './completion.ts';
import { configCommand } from './config.ts';
import { deployCommand, planCommand } from './deploy.ts';
import { explainCommand } from './explain.ts';
import { historyCommand } from './history.ts';
import { iamPolicyCommand } from './iam-policy.ts';
import { logsCommand } from './logs.ts';
import { metricsCommand } from './metrics.ts';
import { initCommand } from './init.ts';
import { localCommands } from './local.ts';
import { doctorCommand } from './doctor.ts';
import { driftCommand } from './drift.ts';
import { destroyCommand, pruneCommand } from './remove.ts';
import { abortCommand, promotePreviewCommand } from './preview.ts';
import { openApiCommand } from './openapi.ts';
import { packageCommand, sizeCommand } from './size.ts';
import { promoteCommand } from './promote.ts';
import { rollbackCommand } from './rollback.ts';
import { schemaCommand } from './schema.ts';
import { statusCommand } from './status.ts';
import { templateCommand } from './template.ts';
import { unlockCommand } from './unlock.ts';

/** In the order of help. */
export const commands: readonly (CommandDeclaration | CommandGroup)[] = [
  initCommand,
  deployCommand,
  planCommand,
  promoteCommand,
  rollbackCommand,
  promotePreviewCommand,
  abortCommand,
  sizeCommand,
  packageCommand,
  statusCommand,
  historyCommand,
  logsCommand,
  metricsCommand,
  templateCommand,
  openApiCommand,
  doctorCommand,
  driftCommand,
  unlockCommand,
  pruneCommand,
  destroyCommand,
  localCommands,
  configCommand,
  iamPolicyCommand,
  explainCommand,
  schemaCommand,
  completionCommand,
];
