import type { Finding } from '../../../model/finding.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Environment, Service } from '../../../model/service.ts';
import { deploy, type DeployRequest } from '../../../release/index.ts';
import { askToGoLive } from '../../session/ask-to-go-live.ts';
import { examine } from '../../session/examine.ts';
import type { GitState } from '../../session/git.ts';
import { packageArtifacts } from '../../session/package-artifacts.ts';
import { readActor } from '../../session/read-actor.ts';
import { writeReleasedSizes } from '../../session/released-sizes.ts';
import { runOne, type RunSetting, type ServiceResult } from '../../session/run-one.ts';
import { runOptions, waitMs } from '../../session/run-options.ts';
import type { Session } from '../../session/session.ts';

export interface HowToDeploy {
  readonly git: GitState;
  readonly dryRun: boolean;
  readonly saved: Plan | undefined;
}

/** Packages one service and hands it to the engine. */
export async function deployOne(setting: RunSetting, service: Service, how: HowToDeploy): Promise<ServiceResult> {
  const { session, config } = setting;
  const { git, dryRun, saved } = how;
  const message = session.flags.text('message');
  let findings: readonly Finding[] | undefined;
  const result = await runOne(setting, service, async (ports, runId) => {
    const { artifacts, size } = await packageArtifacts(service, config.root, ports);
    if (dryRun) findings = examine(config, service, artifacts);
    const request: DeployRequest = {
      service,
      artifacts,
      runId,
      actor: readActor(session.terminal.env),
      dirty: git.dirty,
      unpin: session.flags.has('unpin'),
      dryRun,
      waitMs: waitMs(session),
      options: runOptions(session, service.environment),
      ...(git.sha && { gitSha: git.sha }),
      ...(message && { message }),
      ...(saved && { saved }),
      ...askToGoLive(setting, service, deployCommandLine(session, service.environment)),
    };
    const outcome = await deploy(request, ports);
    if (outcome.result === 'live' && outcome.live) writeReleasedSizes(service, config.root, outcome.live, size);
    return outcome;
  });
  return { ...result, ...(findings && { findings }) };
}

export const deployCommandLine = ({ args }: Session, { name }: Environment): string =>
  `ship deploy ${args.join(' ')} --env ${name}`;
