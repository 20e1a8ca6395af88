import { wrongUsage } from '../../../errors/catalogue/cli-errors.ts';
import { exitCodes } from '../../../errors/ship-error.ts';
import type { Service } from '../../../model/service.ts';
import { unknownTypes } from '../../../template/iam-policy/foundation-grants.ts';
import type { PolicyPurpose } from '../../../template/iam-policy/grant.ts';
import { policyCharacters, renderIamPolicy } from '../../../template/iam-policy/render-iam-policy.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { sayNote } from '../../report/say.ts';
import { readConfig } from '../../session/open-config.ts';
import type { Session } from '../../session/session.ts';

/** The document is an IAM policy with or without --json, so that it can be piped to `aws iam create-policy`. */
export const runIamPolicy: CommandHandler = async (session) => {
  const { terminal, flags } = session;
  const services = await chosen(session);
  const purpose = (flags.text('for') ?? 'deploy') as PolicyPurpose;
  const apiId = apiIdOf(session, services);
  const policy = renderIamPolicy(services, purpose, apiId ? { apiId } : {});
  warn(session, services, JSON.stringify(policy).length, purpose);
  terminal.out(JSON.stringify(policy, undefined, 2));
  return exitCodes.ok;
};

/** With a template's pattern (`--env 'pr-*'`) as they are in every environment that is made from it. */
async function chosen(session: Session): Promise<readonly Service[]> {
  const { args, flags } = session;
  const loaded = await readConfig(session);
  const template = loaded.templates.find(({ pattern }) => pattern === flags.text('env'));
  const name = template ? undefined : loaded.environment(flags.text('env') ?? 'local').name;
  const all = template?.services() ?? loaded.services(name ?? 'local');
  if (!args[0]) return all;
  return all.filter((one) => one.name === loaded.service(args[0] ?? '', name ?? 'local').name);
}

function apiIdOf({ flags }: Session, services: readonly Service[]): string | undefined {
  const apiId = flags.text('api');
  if (apiId === undefined) return undefined;
  if (services.length !== 1)
    throw wrongUsage('--api is for one service', `${services.length} services were meant, each has its own API.`, [
      `ship iam-policy ${services[0]?.name ?? '<service>'} --api ${apiId}`,
    ]);
  if (/^[a-z0-9]+$/.test(apiId)) return apiId;
  throw wrongUsage('--api must be the id of an HTTP API', `It is ${JSON.stringify(apiId)}.`, ['--api a1b2c3d4e5']);
}

function warn(session: Session, services: readonly Service[], characters: number, purpose: PolicyPurpose): void {
  const say = (text: string): void => sayNote(session, 'warning', text);
  if (services[0] && !services[0].environment.accountId)
    say(`environment ${services[0].environment.name} names no account: the policy is not bound to one`);
  if (characters > policyCharacters.inline)
    say(
      `${characters} characters are more than a role's policies may have (${policyCharacters.inline}): print one per service`,
    );
  else if (characters > policyCharacters.managed)
    say(`${characters} characters: an inline policy of a role, for a managed one holds ${policyCharacters.managed}`);
  if (purpose === 'rollback' || purpose === 'status' || purpose === 'promote') return;
  for (const { name, unknown } of services.map((service) => ({ name: service.name, unknown: unknownTypes(service) })))
    if (unknown.length > 0) say(`${name}: what CloudFormation needs for ${unknown.join(', ')} is not in it`);
}
