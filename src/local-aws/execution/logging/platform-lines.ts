/** What the REPORT line says about one invocation. */
export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  /** Only for the first invocation of an environment. */
  readonly initMs?: number;
  readonly memoryMb: number;
  readonly usedMb: number;
  readonly status?: 'timeout' | 'error';
  readonly errorType?: string;
}

export function initStartLine(runtime: string, nodeVersion: string): string {
  const [, major] = /^nodejs(\d+)/.exec(runtime) ?? [];
  return `INIT_START Runtime Version: ${major ? `nodejs:${major}.v${nodeVersion}` : `${runtime}.local`}\n`;
}

export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}\n`;
}

export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}\n`;
}

/** Since August 2025 the init phase is billed: https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/ */
export function reportLine(report: Report): string {
  const { durationMs, initMs, status, errorType } = report;
  const billedMs = Math.ceil(durationMs + (initMs ?? 0));
  return (
    `REPORT RequestId: ${report.requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs} ms\t` +
    `Memory Size: ${report.memoryMb} MB\tMax Memory Used: ${report.usedMb} MB\t` +
    (initMs === undefined ? '' : `Init Duration: ${initMs.toFixed(2)} ms\t`) +
    (status ? `Status: ${status}${errorType ? `\tError Type: ${errorType}` : ''}` : '') +
    '\n'
  );
}

export function initReportLine(initMs: number, status: 'timeout' | 'error', errorType?: string): string {
  const type = errorType ? `\tError Type: ${errorType}` : '';
  return `INIT_REPORT Init Duration: ${initMs.toFixed(2)} ms\tPhase: init\tStatus: ${status}${type}\n`;
}

export function timeoutLine(at: number, requestId: string, timeoutSeconds: number): string {
  return `${new Date(at).toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds\n\n`;
}

/** `YYYY/MM/DD/[version]<32 hex>` */
export function logStreamName(at: number, version: string, id: string): string {
  return `${new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')}/[${version}]${id}`;
}
