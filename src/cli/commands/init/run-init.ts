import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { configFileNames } from '../../../config/load/find-config-file.ts';
import { configExists } from '../../../errors/catalogue/init-errors.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { findSource } from '../../init/find-source.ts';
import { makeConfig, type MadeConfig } from '../../init/make-config.ts';
import { confirm } from '../../session/confirm.ts';
import { findMistakes } from './find-mistakes.ts';
import { showMade } from './show-made.ts';

export const runInit: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const root = terminal.cwd;
  const file = resolve(root, flags.text('out') ?? 'services.config.ts');
  const writes = !flags.has('dry-run');
  if (writes) refuseToOverwrite(root, file);
  const source = findSource(root, flags.text('from') ?? (flags.has('entry') ? 'code' : undefined));
  const made = makeConfig(root, source, { entry: flags.text('entry'), name: flags.text('name') });
  const from = source.file ?? 'the code in this folder';
  if (writes) {
    await confirm(session, { text: question(relative(root, file), from, made), command: 'ship init' });
    writeFileSync(file, made.text, { flag: 'wx' });
    writeInline(dirname(file), made.files);
  }
  const mistakes = writes ? await findMistakes(file) : [];
  const shown = { file: relative(root, file), from, written: writes, made, mistakes };
  if (flags.has('json')) terminal.out(JSON.stringify(toDocument({ ...shown, file }), undefined, 2));
  else showMade(session, shown);
  return 0;
};

/** A config of another extension would be read before the new one, or not at all. */
function refuseToOverwrite(root: string, file: string): void {
  const isUsual = dirname(file) === root && configFileNames.some((name) => file === join(root, name));
  const names = isUsual ? configFileNames.map((name) => join(root, name)) : [file];
  const there = names.find((name) => existsSync(name));
  if (there !== undefined) throw configExists(relative(root, there));
}

function question(file: string, from: string, { services, notTaken }: MadeConfig): string {
  const left = notTaken.length === 0 ? '' : `; ${notTaken.length} things are not taken over and will be listed`;
  return `Write ${file} from ${from}? It makes ${services.length === 1 ? 'the service' : 'the services'} ${services.join(', ')}${left}.`;
}

/** Code that was written into a template becomes files; one that is there is kept. */
function writeInline(root: string, files: MadeConfig['files']): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (!existsSync(join(root, path))) writeFileSync(join(root, path), text);
  }
}

interface Shown {
  readonly file: string;
  readonly from: string;
  readonly written: boolean;
  readonly made: MadeConfig;
  readonly mistakes: readonly string[];
}

function toDocument({ made, ...shown }: Shown): object {
  const { text, services, notTaken } = made;
  return { schema: 1, command: 'init', ...shown, services, notTaken, ...(!shown.written && { config: text }) };
}
