import { asText, asList, asObject, compact, type Settings } from '../draft.ts';

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
      const authorizer = toAuthorizer(asObject(asObject(auth['Authorizers'])[asText(name)]), asText(event['Type']));
      if (!authorizer) return null;
      if (event['Type'] === 'Api')
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

function toAuthorizer(written: Settings, type: string): Settings | undefined {
  const jwt = asObject(written['JwtConfiguration']);
  if (typeof jwt['issuer'] === 'string') {
    return compact({
      type: 'jwt',
      issuer: jwt['issuer'],
      audience: asList(jwt['audience']),
      identitySource: written['IdentitySource'],
    });
  }
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
