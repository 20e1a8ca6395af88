import { CloudError } from '../release/cloud.ts';

/** The members of an SDK error that are looked at; it is never handed on, for it holds request and response. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  /** Node's code of a network error: `ECONNREFUSED`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** The request never left: the effect cannot have happened. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ERR_INVALID_URL']);
const networkCodes = new Set([...notSent, 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_TLS_CERT_ALTNAME_INVALID']);
const refusedCredentials = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'InvalidAccessKeyId',
  'AuthFailure',
]);

/** An attempt after which nobody knows whether AWS did it: no answer came, or one that says 5xx. */
export function isLostAnswer(error: unknown): boolean {
  const { name, code, $metadata } = error as SdkError;
  if (isCredentialsError(name) || notSent.has(code ?? '')) return false;
  const status = $metadata?.httpStatusCode;
  return status === undefined || status >= 500;
}

const isCredentialsError = (name: string | undefined): boolean =>
  name === 'CredentialsProviderError' || name === 'TokenProviderError';

const reads = /^(Get|List|Describe|Head|Export)/;

interface CallFacts {
  /** An attempt of this call ended in a lost answer, whatever the last one said. */
  readonly lost: boolean;
  /** Whose credentials were looked for. */
  readonly profile?: string | undefined;
}

export function toCloudError(error: unknown, operation: string, options: CallFacts): CloudError {
  if (error instanceof CloudError) return error;
  const sdk = error as SdkError;
  const message = messageOf(sdk);
  const { profile = '' } = options;
  // The SDK names it in some of its messages only.
  const isUnnamed = isCredentialsError(sdk.name) && profile !== '' && !message.includes(profile);
  return new CloudError(nameOf(sdk), isUnnamed ? `${message} (profile ${profile})` : message, {
    operation,
    status: sdk.$metadata?.httpStatusCode,
    requestId: sdk.$metadata?.requestId,
    uncertain: options.lost && !reads.test(operation),
  });
}

function nameOf({ name = 'UnknownError', code, $metadata }: SdkError): string {
  if (isCredentialsError(name)) return 'CREDENTIALS_MISSING';
  if (refusedCredentials.has(name)) return 'CREDENTIALS_REFUSED';
  if (name === 'SyntaxError') return 'UNREADABLE_ANSWER';
  const answered = $metadata?.httpStatusCode !== undefined;
  if (!answered && (networkCodes.has(code ?? '') || name === 'TimeoutError')) return 'AWS_UNREACHABLE';
  return name;
}

/** Lambda quotes the whole environment, values included, when it is too big: those never leave this room. */
const quotedValues = /String measured:[^]*$/;

/** A presigned URL is as good as the key it was made with. */
const signatures = /\b(X-Amz-(?:Signature|Credential|Security-Token))=[^&\s"'<>]*/gi;
const MAX_MESSAGE = 2000;

function messageOf({ message, code, name }: SdkError): string {
  // Node's AggregateError of several tried addresses has no message of its own.
  const text = message || code || name || 'no message';
  const short = text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}...` : text;
  return short
    .replace(quotedValues, 'String measured: (left out, it holds the values)')
    .replaceAll(signatures, '$1=(left out)');
}
