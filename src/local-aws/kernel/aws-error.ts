/** An error as AWS answers it: the code clients match on, the HTTP status, the message, and any further members. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the error body (`Type`, `Reason`, ...), as on the wire. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, status: number, message: string, members: Record<string, unknown> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** What this local AWS does not do is said by name, never answered with a silent success. */
export function notImplemented(service: string, operation: string): AwsError {
  return new AwsError('NotImplemented', 501, `The local AWS does not implement ${service}:${operation}.`);
}
