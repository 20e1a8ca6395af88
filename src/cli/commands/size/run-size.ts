import { join, resolve } from 'node:path';
import { writeServicesIndex } from '../../../artifact/hook/services-index.ts';
import { renderSizeHtml } from '../../../artifact/render/render-size-html.ts';
import { renderSizeMarkdown } from '../../../artifact/render/render-size-markdown.ts';
import { renderSizeTable } from '../../../artifact/render/render-size-table.ts';
import { makeBaseline } from '../../../artifact/size/baseline.ts';
import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { exitCodes } from '../../../errors/ship-error.ts';
import type { Environment, Service } from '../../../model/service.ts';
import type { SizeReport } from '../../../model/size-report.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { askLimits } from '../../session/ask-limits.ts';
import { sayNote } from '../../report/say.ts';
import { openConfig } from '../../session/open-config.ts';
import { readingAws } from '../../session/reading-aws.ts';
import type { Session } from '../../session/session.ts';
import { writeOutput } from '../../session/write-output.ts';
import { baselineFile, weighService, type HowToWeigh, type Weighed } from '../../session/weigh-service.ts';

export const runSize: CommandHandler = async (session) => {
  session.mayEndAnywhere();
  const { config, environment } = await openConfig(session);
  const { flags } = session;
  const services = await chosen(session, config, environment);
  const online = await askAccount(session, config, environment);
  const reports: SizeReport[] = [];
  for (const service of services) {
    const how = { useCache: flags.has('cache'), trustInstalls: true, ...online };
    const weigh = (): Promise<Weighed> => weighService(service, config.root, how);
    const { report } = await (how.cloud ? readingAws(`weigh ${service.name}`, weigh) : weigh());
    reports.push(report);
    if (flags.has('write-baseline'))
      writeOutput(join(service.root, baselineFile), `${JSON.stringify(makeBaseline(report), undefined, 2)}\n`);
  }
  const exit = reports.some(({ over }) => over) ? exitCodes.refused : exitCodes.ok;
  show(session, reports, environment, exit);
  return exit;
};

/** With `--online`: whom to ask for layers, and what the account says of its limits. */
async function askAccount(
  session: Session,
  config: LoadedConfig,
  environment: Environment,
): Promise<Pick<HowToWeigh, 'cloud' | 'account'>> {
  if (!session.flags.has('online')) return {};
  const { openCloud } = await import('../../session/open-cloud.ts');
  return readingAws('read the limits of the account', async () => {
    const { cloud } = await openCloud(session, config, environment);
    return { cloud, account: await askLimits(cloud) };
  });
}

/** Which services a commit touches is known from an index that every load of the config keeps up to date. */
async function chosen(session: Session, config: LoadedConfig, { name }: Environment): Promise<readonly Service[]> {
  const { args, flags } = session;
  const all = config.services(name);
  const services = all.map((service) => ({ name: service.name, root: service.root }));
  writeServicesIndex(join(config.root, '.ship', 'cache'), { inputs: config.inputs, services });
  const named = args.length === 0 ? all : [...new Set(args)].map((one) => config.service(one, name));
  if (flags.has('staged')) {
    const names = await stagedNames(session);
    return named.filter((service) => names.includes(service.name));
  }
  return named;
}

async function stagedNames(session: Session): Promise<readonly string[]> {
  const { cwd } = session.terminal;
  const { findStagedServices, findUnstaged } = await import('../../../artifact/hook/staged-services.ts');
  try {
    const staged = findStagedServices({ cwd });
    if (staged.kind !== 'services') return [];
    for (const name of findUnstaged(cwd, staged.names))
      sayNote(session, 'info', `${name} is weighed as it lies here, with changes that are not staged`);
    return staged.names;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw wrongUsage('git cannot tell what is staged', why, ['ship size, without --staged: all services']);
  }
}

function show(session: Session, reports: readonly SizeReport[], environment: Environment, exit: number): void {
  const { flags, terminal } = session;
  const html = flags.text('html');
  if (html) {
    writeOutput(resolve(terminal.cwd, html), renderSizeHtml(reports));
    sayNote(session, 'info', `written: ${html}`);
  }
  if (flags.has('json')) {
    const document = { schema: 1, command: 'size', environment: environment.name, exit, services: reports };
    terminal.out(JSON.stringify(document, undefined, 2));
  } else if (flags.has('markdown')) terminal.out(renderSizeMarkdown(reports));
  else {
    const contents = flags.has('all-contents') ? 'all' : 'flagged';
    const { outColors: paint, width } = terminal;
    for (const report of reports) terminal.out(renderSizeTable(report, { contents, paint, width }));
  }
}
