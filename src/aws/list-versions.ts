import { ListVersionsByFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { VersionState } from '../model/snapshot.ts';
import { toVersionState } from './to-function-state.ts';

/** All pages (50 each); `$LATEST` comes first. */
export async function listVersions(client: LambdaClient, name: string): Promise<readonly VersionState[]> {
  const versions: VersionState[] = [];
  let marker: string | undefined;
  do {
    const page = await client.send(new ListVersionsByFunctionCommand({ FunctionName: name, Marker: marker }));
    versions.push(...(page.Versions ?? []).map(toVersionState));
    marker = page.NextMarker;
  } while (marker);
  return versions;
}
