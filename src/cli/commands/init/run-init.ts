import { existsSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { configExists } from '../../../errors/catalogue/init-errors.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { findSource } from '../../init/find-source.ts';
import { makeConfig, type MadeConfig } from '../../init/make-config.ts';
import { confirm } from '../../session/confirm.ts';
import type { Session } from '../../session/session.ts';

export const runInit: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const root = terminal.cwd;
  const file = resolve(root, flags.text('out') ?? 'services.config.ts');
  const writes = !flags.has('dry-run');
  if (writes && existsSync(file)) throw configExists(relative(root, file));
  const source = findSource(root, flags.text('from') ?? (flags.has('entry') ? 'code' : undefined));
  const made = makeConfig(root, source, { entry: flags.text('entry'), name: flags.text('name') });
  const from = source.file ?? 'the code in this folder';
  if (writes) {
    const text = `Write ${relative(root, file)} from ${from}?`;
    await confirm(session, { text, command: 'ship init' });
    writeFileSync(file, made.text, { flag: 'wx' });
  }
  if (flags.has('json')) terminal.out(JSON.stringify(toDocument(file, from, writes, made), undefined, 2));
  else show(session, relative(root, file), writes, made);
  return 0;
};

function toDocument(file: string, from: string, written: boolean, { text, services, notTaken }: MadeConfig): object {
  return { schema: 1, command: 'init', file, from, services, written, notTaken, ...(!written && { config: text }) };
}

function show({ terminal }: Session, file: string, written: boolean, { text, services, notTaken }: MadeConfig): void {
  if (!written) terminal.out(text.trimEnd());
  for (const sentence of notTaken) terminal.err(`${terminal.errColors.yellow('!')} not taken over: ${sentence}`);
  if (written) terminal.out(`wrote ${file}\n  next   ship deploy ${services[0]}`);
}
