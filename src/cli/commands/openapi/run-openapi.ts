import { extname, resolve } from 'node:path';
import type { OpenApiDocument } from '../../../template/openapi.ts';
import { publicOpenApi } from '../../../template/public-openapi.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import { writeOutput } from '../../session/write-output.ts';
import { namedService } from '../../session/named-service.ts';

/** The document is the result: with and without --json it is the same. */
export const runOpenApi: CommandHandler = async (session) => {
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const url = flags.text('url');
  const document = publicOpenApi(service, { version: '1.0.0', ...(url !== undefined && { url }) });
  const out = flags.text('out');
  if (out === undefined) terminal.out(JSON.stringify(document, undefined, 2));
  else {
    await write(resolve(terminal.cwd, out), document);
    terminal.err(`wrote ${out}`);
  }
  return 0;
};

async function write(path: string, document: OpenApiDocument): Promise<void> {
  const isYaml = ['.yaml', '.yml'].includes(extname(path));
  const text = isYaml ? (await import('./to-yaml.ts')).toYaml(document) : `${JSON.stringify(document, undefined, 2)}\n`;
  writeOutput(path, text);
}
