import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';

/** The role's credentials, taken with those of the profile or of the default chain. */
export function assumeRole(request: {
  readonly roleArn: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
}): AwsCredentialIdentityProvider {
  const { roleArn, region, profile, endpoint } = request;
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: 'ship', DurationSeconds: 3600 },
    clientConfig: { region, ...(profile && { profile }), ...(endpoint && { endpoint }) },
  }) as AwsCredentialIdentityProvider;
}
