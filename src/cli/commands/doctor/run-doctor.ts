import type { LoadedConfig } from '../../../config/loaded-config.ts';
import { exitCodes, ShipError } from '../../../errors/ship-error.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Service } from '../../../model/service.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import type { DiagnosisFacts } from '../../../plan/diagnosis/lesson.ts';
import { sayNote } from '../../report/say.ts';
import { examine } from '../../session/examine.ts';
import { openConfig } from '../../session/open-config.ts';
import type { Session } from '../../session/session.ts';
import { weighService } from '../../session/weigh-service.ts';
import { renderFindings } from './render-findings.ts';

export const runDoctor: CommandHandler = async (session) => {
  const { flags, terminal, args } = session;
  session.mayEndAnywhere();
  const { config, environment } = await openConfig(session);
  const services = args[0] ? [config.service(args[0], environment.name)] : config.services(environment.name);
  const findings: Finding[] = [];
  for (const service of services) {
    const { artifacts, packaging } = await packagedOf(session, config, service);
    findings.push(...examine(config, service, artifacts, packaging));
  }
  if (flags.has('json')) {
    const about = { schema: 1, command: 'doctor', environment: environment.name };
    terminal.out(JSON.stringify({ ...about, findings }, undefined, 2));
  } else {
    const names = services.map(({ name }) => name);
    terminal.out(renderFindings(names, findings, { colors: terminal.outColors, all: flags.has('all') }));
  }
  const fails = findings.some(({ severity, ignored }) => severity === 'error' && ignored === undefined);
  return fails ? exitCodes.refused : exitCodes.ok;
};

interface Packaged {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
  readonly packaging?: DiagnosisFacts['packaging'];
}

/** Sizes and what packaging warns of come from packaging, which costs nothing when nothing has changed; what cannot be packaged has none. */
async function packagedOf(session: Session, { root }: LoadedConfig, service: Service): Promise<Packaged> {
  try {
    const { measured } = await weighService(service, root, { useCache: true, trustInstalls: false });
    const artifacts = measured.functions.flatMap(({ name, artifact }) => (artifact ? [[name, artifact] as const] : []));
    const packaging = Object.fromEntries(measured.functions.map(({ name, warnings }) => [name, warnings]));
    return { artifacts: Object.fromEntries(artifacts), packaging };
  } catch (error) {
    if (!(error instanceof ShipError)) throw error;
    sayNote(session, 'warning', `${service.name} was looked at without sizes: ${error.message}`);
    return {};
  }
}
