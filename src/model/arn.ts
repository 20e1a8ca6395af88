/** `aws`, `aws-cn` or `aws-us-gov`: the second part of every ARN, decided by the region. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** Unqualified, or with a version number or alias as the last part. */
export function functionArn(place: Place, lambdaName: string, qualifier?: string): string {
  const arn = `arn:${partitionOf(place.region)}:lambda:${place.region}:${place.accountId}:function:${lambdaName}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

/** The ARNs of all function versions (no aliases) that an exported OpenAPI document goes to: version 1 is none of 12's. */
export function versionArnsIn(openApi: string): ReadonlySet<string> {
  const found = openApi.matchAll(/arn:[\w-]+:lambda:[\w-]+:\d+:function:[\w-]+:\d+/g);
  return new Set([...found].map(([arn]) => arn));
}
