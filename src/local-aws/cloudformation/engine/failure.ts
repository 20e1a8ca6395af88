import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';

export interface Failure {
  readonly logicalId: string;
  readonly verb: 'create' | 'update' | 'delete';
}

const HANDLER_CODES: readonly (readonly [RegExp, string])[] = [
  [/NotFound|NoSuch|DoesNotExist/, 'NotFound'],
  [/AlreadyExist|AlreadyOwned|EntityAlready|NameExists|ResourceExists/, 'AlreadyExists'],
  [/Throttl|TooManyRequests/, 'Throttling'],
  [/Conflict/, 'ResourceConflict'],
  [/LimitExceeded|QuotaExceeded/, 'ServiceLimitExceeded'],
  [/AccessDenied|NotAuthorized/, 'AccessDenied'],
];

/** The reason of a resource's event, as the resource handlers of CloudFormation word it. */
export function reasonOf(error: unknown, type: string): string {
  if (!(error instanceof AwsError)) return `Internal Failure: ${String(error)}`;
  // What CloudFormation says itself it says plainly.
  if (error.code === 'ValidationError' || error.code === 'NotImplemented') return error.message;
  const code = HANDLER_CODES.find(([pattern]) => pattern.test(error.code))?.[1];
  const service = type.split('::')[1] ?? 'CloudFormation';
  const handlerCode = code ?? (error.status < 500 ? 'InvalidRequest' : 'GeneralServiceException');
  const said = `${error.message} (Service: ${service}, Status Code: ${error.status}, Request ID: ${randomUUID()})`;
  return `Resource handler returned message: "${said}" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerCode})`;
}

/** `The following resource(s) failed to create: [A, B]. ` */
export function summarize(failures: readonly Failure[]): string {
  return (['create', 'update', 'delete'] as const)
    .map((verb) => ({
      verb,
      ids: failures.filter((failure) => failure.verb === verb).map(({ logicalId }) => logicalId),
    }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ verb, ids }) => `The following resource(s) failed to ${verb}: [${ids.join(', ')}]. `)
    .join('');
}
