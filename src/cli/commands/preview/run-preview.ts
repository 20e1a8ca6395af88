import { abortPreview, promotePreview, type WaitingRequest } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { askToGoLive, goLiveQuestion, isAsked } from '../../session/ask-to-go-live.ts';
import { checkAnswerable } from '../../session/confirm.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readActor } from '../../session/read-actor.ts';
import { runOne, type RunSetting } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';

type Action = 'promote-preview' | 'abort';

export const runPromotePreview: CommandHandler = (session) => run(session, 'promote-preview');
export const runAbort: CommandHandler = (session) => run(session, 'abort');

async function run(session: Session, action: Action): Promise<number> {
  const wait = waitMs(session);
  const { config, environment } = await openConfig(session);
  const service = config.service(session.args[0] ?? '', environment.name);
  const commandLine = `ship promote-preview ${service.name} --env ${environment.name}`;
  const asks = action === 'promote-preview' && isAsked(session, environment);
  if (asks) checkAnswerable(session, goLiveQuestion(environment, commandLine));
  const open = await openCloud(session, config, environment);
  const setting: RunSetting = { session, config, open, report: await chooseReport(session) };
  const result = await runOne(setting, service, (ports, runId) => {
    const request: WaitingRequest = {
      service,
      runId,
      actor: readActor(session.terminal.env),
      dryRun: session.flags.has('dry-run'),
      waitMs: wait,
      options: runOptions(session, environment),
      ...(asks && askToGoLive(setting, service, commandLine)),
    };
    return action === 'abort' ? abortPreview(request, ports) : promotePreview(request, ports);
  });
  showResult(session, action, result);
  return endRuns(session, action, environment.name, [result]);
}
