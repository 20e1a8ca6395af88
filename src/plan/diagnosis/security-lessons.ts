import type { Policy } from '../../model/service.ts';
import { type Lesson, perFunction } from './lesson.ts';

const wildcardPermission: Lesson = {
  code: 'WILDCARD_PERMISSION',
  severity: 'warning',
  why: `Whoever breaks into the function may do all of it: one hole becomes the account's.`,
  next: 'Name actions and ARNs, or use short forms such as { readTable: "Orders" }.',
  find: (service) =>
    perFunction(service, ({ policies }) => [...new Set(policies.flatMap(wideThings))].map((what) => ({ what }))),
};

function wideThings(policy: Policy): readonly string[] {
  if (policy.kind === 'managed')
    return /\/(AdministratorAccess|PowerUserAccess|\w+FullAccess)$/.test(policy.arn) ? [`It has ${policy.arn}.`] : [];
  const { Effect, Action, Resource } = policy.statement;
  if (Effect !== 'Allow') return [];
  const actions = typeof Action === 'string' ? [Action] : Action;
  const wide = actions.filter((action) => action.includes('*'));
  const isEverywhere = Resource === '*' || (Array.isArray(Resource) && Resource.includes('*'));
  return [
    ...wide.map((action) => `It may do ${action}.`),
    ...(isEverywhere ? [`It may do ${actions.join(', ')} on every resource.`] : []),
  ];
}

const secretName = /(SECRET|PASSWORD|PASSWD|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL)/i;
/** What such a variable may be without being the secret itself. */
const harmlessName = /(ARN|ID|NAME|URL|TTL|PATH|HEADER|SECONDS|ISSUER|AUDIENCE)S?$/i;

/** Access keys, private keys, tokens of well-known makes, and URLs with a password in them, whatever they are called. */
const secretValue =
  /\bAKIA[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\b(sk_live_|ghp_|github_pat_|xox[bp]-)\w{10}|^\w[\w+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/;

const plainSecret: Lesson = {
  code: 'PLAIN_SECRET',
  severity: 'warning',
  why: 'Everyone who may look at the function reads it, and it lies in every kept version.',
  next: 'Keep it in Secrets Manager or Parameter Store, give the function { readSecret: ... }, and read it at the start.',
  find: (service) =>
    service.environment.target === 'local'
      ? []
      : perFunction(service, ({ environment }) =>
          Object.entries(environment)
            .filter(([name, value]) => value.kind === 'literal' && looksSecret(name, value.value))
            .map(([name]) => ({ what: `${name} looks like a secret in plain text.` })),
        ),
};

function looksSecret(name: string, value: string): boolean {
  return (value !== '' && secretName.test(name) && !harmlessName.test(name)) || secretValue.test(value);
}

export const securityLessons: readonly Lesson[] = [wildcardPermission, plainSecret];
