import { renderFoundation } from '../../../template/render-foundation.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import { namedService } from '../../session/named-service.ts';

/** The template is the document: with and without --json it is the same. */
export const runTemplate: CommandHandler = async (session) => {
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  session.terminal.out(JSON.stringify(renderFoundation(service, { needsBucket: false }), undefined, 2));
  return 0;
};
