import { asText, asList, asObject, compact, isObject, type Settings } from '../draft.ts';
import { toJwtAuthorizer } from '../jwt-authorizer.ts';
import { referredId } from '../references.ts';

/** The authorizers that routes use, made as they are asked for. */
export interface Authorizers {
  /** Its name in the config; undefined: it cannot be taken over. */
  readonly use: (written: unknown, kind: 'http' | 'httpApi') => string | undefined;
  readonly all: () => Readonly<Record<string, Settings>>;
}

export function readAuthorizers(
  provider: Settings,
  functions: ReadonlySet<string>,
  resources: Settings,
  note: (text: string) => void,
): Authorizers {
  const declared = asObject(asObject(provider['httpApi'])['authorizers']);
  const used: Record<string, Settings> = {};
  const keep = (name: string, authorizer: Settings | undefined): string | undefined => {
    if (!authorizer) return undefined;
    const plain = name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^[^A-Za-z]+|-+$/g, '') || 'authorizer';
    used[plain] = authorizer;
    return plain;
  };
  return {
    all: () => used,
    use: (written, kind) => {
      const one = asObject(written);
      const name = asText(typeof written === 'string' ? written : (one['name'] ?? one['id'] ?? ''));
      if (/^aws_iam$/i.test(asText(one['type'] ?? written))) return keep('iam', { type: 'iam' });
      if (kind === 'httpApi') return keep(name, ofHttpApi(name, asObject(declared[name]), functions, note));
      const pool = one['arn'] ?? (name.startsWith('arn:') ? name : undefined);
      if (one['type'] === 'COGNITO_USER_POOLS' || /:cognito-idp:/.test(asText(pool)) || isUserPool(pool, resources)) {
        const plain = name.startsWith('arn:') || name === '' ? 'users' : name;
        return keep(plain, toJwtAuthorizer({ name: plain, pool }, note));
      }
      if (!functions.has(name)) return undefined;
      note(`authorizer ${name}: HTTP APIs send it the whole request (format 1.0), not only authorizationToken`);
      return keep(name, ofFunction(name, one, '1.0'));
    },
  };
}

const isUserPool = (arn: unknown, resources: Settings): boolean =>
  asObject(resources[referredId(arn) ?? ''])['Type'] === 'AWS::Cognito::UserPool';

function ofHttpApi(
  name: string,
  declared: Settings,
  functions: ReadonlySet<string>,
  note: (text: string) => void,
): Settings | undefined {
  const { type = 'jwt', issuerUrl, audience, identitySource, functionName } = declared;
  if (type === 'jwt' && issuerUrl !== undefined)
    return toJwtAuthorizer({ name, issuer: issuerUrl, audience, identitySource: asList(identitySource)[0] }, note);
  const isOwn = typeof functionName === 'string' && functions.has(functionName);
  return type === 'request' && isOwn ? ofFunction(functionName, declared, '2.0') : undefined;
}

function ofFunction(name: string, written: Settings, usual: '1.0' | '2.0'): Settings {
  const payload = asText(written['payloadVersion'] ?? usual);
  const ttl = written['resultTtlInSeconds'];
  return compact({
    type: 'lambda',
    function: name,
    payload: payload === '2.0' ? undefined : payload,
    simpleResponses: payload === '2.0' && written['enableSimpleResponses'] !== true ? false : undefined,
    identitySources: toSources(written['identitySource']),
    cacheSeconds: typeof ttl === 'number' && ttl > 0 ? ttl : undefined,
  });
}

/** REST APIs write `method.request.header.Authorization`. */
function toSources(written: unknown): readonly string[] {
  return asList(written)
    .flatMap((one) => (isObject(one) ? [] : asText(one).split(',')))
    .map((one) => one.trim().replace(/^method\.request\./, '$request.'));
}
