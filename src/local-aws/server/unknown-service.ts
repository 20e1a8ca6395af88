import { AwsError } from '../kernel/aws-error.ts';
import type { Reply, RequestContext, Service } from '../kernel/operation.ts';
import { readForm, readTarget } from './identify.ts';
import type { Incoming } from './incoming.ts';
import { escapeXml } from './xml.ts';

/** Services of the REST-XML protocol, beside S3, whose requests show it nowhere. */
const REST_XML = ['route53', 'cloudfront'];

/** EC2 alone wraps its errors like this. */
function renderForEc2(thrown: unknown, { requestId }: RequestContext): Reply {
  const { status, code, message } = thrown as AwsError;
  const error = `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    raw: `<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`,
  };
}

function protocolOf(signingName: string, incoming: Incoming): Service['protocol'] {
  if (readTarget(incoming)) return 'aws-json';
  return REST_XML.includes(signingName) || readForm(incoming).has('Action') ? 'query' : 'rest-json';
}

/** Of a request that says no service. */
const UNKNOWN = 'unknown';

/** A service that is not there, answering in the protocol that it is asked in: its clients must understand the refusal. */
export function unknownService(incoming: Incoming, signingName = UNKNOWN): Service {
  const protocol = protocolOf(signingName, incoming);
  return {
    signingName,
    protocol,
    operations: [],
    ...(protocol === 'query' && { version: readForm(incoming).get('Version') ?? '', xmlNamespace: '' }),
    ...(signingName === 'ec2' && { renderError: renderForEc2 }),
  };
}

export function notThere({ signingName }: Service, incoming: Incoming): AwsError {
  const rest = `${incoming.method} ${incoming.path}`;
  const operation = readTarget(incoming)?.operation ?? readForm(incoming).get('Action') ?? rest;
  const what = signingName === UNKNOWN ? operation : `${signingName}:${operation}`;
  return new AwsError('NotImplemented', 501, `The local AWS does not implement ${what}.`);
}
