import { asText, asList, asObject, compact, type Settings } from '../draft.ts';
import { toJwtAuthorizer } from '../jwt-authorizer.ts';

export interface SamAuthorizers {
  /** Of the event of a route: its authorizer's name, undefined where it is open, null where it cannot be taken over. */
  readonly of: (event: Settings) => string | undefined | null;
  readonly all: () => Readonly<Record<string, Settings>>;
}

type Apis = readonly (readonly [string, Settings])[];

export function readSamAuthorizers(apis: Apis, globals: Settings, note: (text: string) => void): SamAuthorizers {
  const used: Record<string, Settings> = {};
  return {
    all: () => used,
    of: (event) => {
      const auth = authOf(event, apis, globals);
      const name = asObject(event['Auth'])['Authorizer'] ?? auth['DefaultAuthorizer'];
      if (asObject(event['Auth'])['ApiKeyRequired'] ?? auth['ApiKeyRequired']) return null;
      if (name === undefined || name === 'NONE') return undefined;
      if (name === 'AWS_IAM') {
        used['iam'] = { type: 'iam' };
        return 'iam';
      }
      const written = asObject(asObject(auth['Authorizers'])[asText(name)]);
      const authorizer = toTokens(asText(name), written, note) ?? toAuthorizer(written, asText(event['Type']));
      if (!authorizer) return null;
      if (event['Type'] === 'Api' && authorizer['type'] === 'lambda')
        note(`authorizer ${asText(name)}: HTTP APIs send it the whole request, not only authorizationToken`);
      used[asText(name)] = authorizer;
      return asText(name);
    },
  };
}

/** Of the API that the event names, or of the one that SAM makes for all of them. */
function authOf(event: Settings, apis: Apis, globals: Settings): Settings {
  const named = asObject(event[event['Type'] === 'Api' ? 'RestApiId' : 'ApiId'])['Ref'];
  const api = apis.find(([id]) => id === named)?.[1];
  const own = asObject(asObject(api?.['Properties'])['Auth']);
  return { ...asObject(asObject(globals[asText(event['Type'])])['Auth']), ...own };
}

function toTokens(name: string, written: Settings, note: (text: string) => void): Settings | undefined {
  const { issuer, audience } = asObject(written['JwtConfiguration']);
  if (issuer !== undefined)
    return toJwtAuthorizer({ name, issuer, audience, identitySource: written['IdentitySource'] }, note);
  const pool = asList(written['UserPoolArn'])[0];
  return pool === undefined ? undefined : toJwtAuthorizer({ name, pool }, note);
}

function toAuthorizer(written: Settings, type: string): Settings | undefined {
  const id = asList(asObject(written['FunctionArn'])['Fn::GetAtt'])[0];
  if (typeof id !== 'string') return undefined;
  const payload = type === 'Api' ? '1.0' : asText(written['AuthorizerPayloadFormatVersion'] ?? '2.0');
  const isIam = payload === '2.0' && written['EnableSimpleResponses'] !== true;
  return compact({
    type: 'lambda',
    function: id,
    payload: payload === '2.0' ? undefined : payload,
    simpleResponses: isIam ? false : undefined,
  });
}
