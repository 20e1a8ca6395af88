/**
 * What ship writes into Lambda's descriptions, so that a published version is found again by what it holds, from any
 * machine: `ship:<function digest> settings:<digest>` on a version, `ship settings:<digest>` on $LATEST.
 */
export function versionNote(functionDigest: string, settings: string): string {
  return `ship:${functionDigest} settings:${settings}`;
}

export function latestNote(settings: string): string {
  return `ship settings:${settings}`;
}

export function parseNote(description: string): { functionDigest?: string; settings?: string } {
  const functionDigest = /\bship:([0-9a-f]{16})\b/.exec(description)?.[1];
  const settings = /\bsettings:([0-9a-f]{16})\b/.exec(description)?.[1];
  return { ...(functionDigest ? { functionDigest } : {}), ...(settings ? { settings } : {}) };
}
