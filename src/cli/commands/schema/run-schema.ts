import { nearest } from '../../../config/check/did-you-mean.ts';
import { configJsonSchema } from '../../../config/json-schema.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { documents } from '../../schema/documents.ts';
import { eventSchema } from '../../schema/events.ts';

export const runSchema: CommandHandler = async ({ args, terminal }) => {
  const name = args.join(' ') || 'config-file';
  terminal.out(JSON.stringify(schemaOf(name), undefined, 2));
  return 0;
};

function schemaOf(name: string): object {
  if (name === 'config-file') return configJsonSchema();
  const schema = name === 'events' ? eventSchema : Object.hasOwn(documents, name) ? documents[name] : undefined;
  if (schema) return { $schema: 'http://json-schema.org/draft-07/schema#', title: `ship ${name}`, ...schema };
  const known = ['config-file', 'events', ...Object.keys(documents)];
  const near = nearest(name, known) ?? 'deploy';
  throw wrongUsage(`there is no schema ${name}`, `Known are ${known.join(', ')}.`, [`ship schema ${near}`]);
}
