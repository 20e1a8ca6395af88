import { needsTypedName } from '../../../errors/catalogue/cli-errors.ts';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import type { Environment, Service } from '../../../model/service.ts';
import { destroy } from '../../../release/index.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { chooseReport } from '../../report/choose-report.ts';
import { sayNote } from '../../report/say.ts';
import { checkAnswerable, confirm, type Question } from '../../session/confirm.ts';
import { endRuns, showResult } from '../../session/end-runs.ts';
import { openCloud } from '../../session/open-cloud.ts';
import { openConfig } from '../../session/open-config.ts';
import { readActor } from '../../session/read-actor.ts';
import { waitMs } from '../../session/run-options.ts';
import { runOne, type RunSetting, type ServiceResult } from '../../session/run-one.ts';
import type { Session } from '../../session/session.ts';
import { needsOf } from '../../session/service-graph.ts';

export const runDestroy: CommandHandler = async (session) => {
  // What was typed wrongly is said before anything is contacted.
  waitMs(session);
  const { config, environment } = await openConfig(session);
  const services = chosen(session, config, environment);
  sayWhoElse(session, config, environment, services);
  await agreed(session, environment, services);
  const open = await openCloud(session, config, environment);
  const setting: RunSetting = { session, config, open, report: await chooseReport(session) };
  const results: ServiceResult[] = services.map(({ name }) => ({ service: name }));
  for (const [index, service] of services.entries()) {
    const result = await destroyOne(setting, service, config.services(environment.name));
    results[index] = result;
    showResult(session, 'destroy', result);
    if (result.error) break;
  }
  return endRuns(session, 'destroy', environment.name, results);
};

/** Whoever uses another goes before it. */
function chosen({ args }: Session, config: LoadedConfig, { name }: Environment): readonly Service[] {
  const all = config.services(name);
  const wanted = args.length === 0 ? all : [...new Set(args)].map((one) => config.service(one, name));
  const ordered: Service[] = [];
  const visit = (service: Service): void => {
    if (ordered.includes(service)) return;
    for (const other of wanted) if (needsOf(other).includes(service.name)) visit(other);
    ordered.push(service);
  };
  for (const service of wanted) visit(service);
  return ordered;
}

/** Environments that are made from a template have no list; those that call this one would find nothing there any more. */
function sayWhoElse(session: Session, config: LoadedConfig, { name }: Environment, gone: readonly Service[]): void {
  for (const { base, pattern, services } of config.templates) {
    if (base !== name) continue;
    const needs = new Set(services().flatMap(needsOf));
    const called = gone.filter((one) => needs.has(one.name)).map((one) => one.name);
    if (called.length === 0) continue;
    const them = called.join(', ');
    sayNote(session, 'warning', `environments made from ${pattern} that have no ${them} of their own call ${name}'s`);
  }
}

/** Locally a yes is enough; a protected environment wants its name typed, also from scripts. */
async function agreed(session: Session, environment: Environment, services: readonly Service[]): Promise<void> {
  const { flags } = session;
  if (flags.has('dry-run')) return;
  if (environment.protected && flags.text('confirm') !== environment.name) throw needsTypedName(environment.name);
  if (flags.has('yes')) return;
  const names = services.map(({ name }) => name).join(' ');
  const question: Question = {
    text: `Remove ${names} from ${environment.name}, with everything in it?`,
    command: `ship destroy ${names} --env ${environment.name}`,
  };
  checkAnswerable(session, question);
  await confirm(session, question);
}

function destroyOne(setting: RunSetting, service: Service, all: readonly Service[]): Promise<ServiceResult> {
  const { flags, terminal } = setting.session;
  return runOne(setting, service, (ports, runId) =>
    destroy(
      {
        service,
        runId,
        dependants: all.filter((other) => needsOf(other).includes(service.name)),
        actor: readActor(terminal.env),
        dryRun: flags.has('dry-run'),
        waitMs: waitMs(setting.session),
        // What is made from a template is made to be thrown away.
        deleteData: flags.has('delete-data') || service.environment.template !== undefined,
      },
      ports,
    ),
  );
}
