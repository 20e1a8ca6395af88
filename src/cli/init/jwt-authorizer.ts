import { asList, compact, fromEnvironment, type Settings } from './draft.ts';

export interface Tokens {
  readonly name: string;
  readonly issuer?: unknown;
  readonly audience?: unknown;
  /** ARN of a Cognito user pool: REST APIs name only that. */
  readonly pool?: unknown;
  readonly identitySource?: unknown;
}

/**
 * Who issues the tokens and for whom, as an HTTP API wants to know it. What the old file does not say as text is read
 * from the environment of the deploy; until it is there no token is accepted, and the route is never open.
 */
export function toJwtAuthorizer(tokens: Tokens, note: (text: string) => void): Settings {
  const variable = tokens.name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  const issuer = typeof tokens.issuer === 'string' ? tokens.issuer : issuerOf(tokens.pool);
  const audience = asList(tokens.audience).filter((one) => typeof one === 'string');
  if (issuer === undefined)
    note(`authorizer ${tokens.name}: its issuer is read from ${variable}_ISSUER; until it is set no token is accepted`);
  if (audience.length === 0)
    note(
      `authorizer ${tokens.name}: write in audience for which apps its tokens are (${variable}_AUDIENCE); until then none is accepted`,
    );
  return compact({
    type: 'jwt',
    issuer: issuer ?? fromEnvironment(`${variable}_ISSUER`, 'https://issuer.invalid'),
    audience: audience.length > 0 ? audience : [fromEnvironment(`${variable}_AUDIENCE`, 'not-set')],
    identitySource: tokens.identitySource,
  });
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html */
function issuerOf(pool: unknown): string | undefined {
  const [, region, id] = /^arn:aws[\w-]*:cognito-idp:([\w-]+):\d+:userpool\/([\w-]+)$/.exec(String(pool)) ?? [];
  return region === undefined ? undefined : `https://cognito-idp.${region}.amazonaws.com/${id}`;
}
