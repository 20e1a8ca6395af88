import type { ErrorPages } from './error-page.ts';

export const awsPages: ErrorPages = {
  CREDENTIALS_MISSING: {
    means: 'The environment is an AWS account, and no credentials were found where the AWS SDK looks for them.',
    causes: ['No sign-in on this machine', 'The profile does not exist', 'In CI: no role was assumed before'],
    todo: ['aws sso login', 'or set AWS_PROFILE', 'or set environments.<name>.profile or role in the config'],
  },
  CREDENTIALS_REFUSED: {
    means: 'AWS answered that it does not accept these credentials.',
    causes: ['They have expired', 'The role may not be assumed', "The machine's clock is wrong"],
    todo: ['aws sso login', 'aws sts get-caller-identity'],
  },
  AWS_UNREACHABLE: {
    means: 'No answer came from AWS, or from the endpoint given instead.',
    causes: ['No network, or a proxy in between', 'A wrong region', 'AWS_ENDPOINT_URL points to what does not run'],
    todo: ['check network, region and AWS_ENDPOINT_URL', 'run the same command again'],
  },
  AWS_ERROR: {
    means: 'AWS refused or failed a call. What callers could see was taken back; the printed line says what is live.',
    causes: ['A permission is missing', 'A quota is reached', 'A fault of AWS that lasted longer than the retries'],
    todo: [
      'ship status',
      'mend what the reason names',
      'run the same command again: it goes on where this one stopped',
    ],
  },
  WRONG_ACCOUNT: {
    means: 'The credentials belong to another account than the config names. Nothing was changed.',
    causes: ['Another profile is active'],
    todo: ['aws sts get-caller-identity', 'choose other credentials: AWS_PROFILE, or environments.<name>.profile'],
  },
  FOUNDATION_FAILED: {
    means: 'CloudFormation could not create or update the stack; it rolled back. What was live is live.',
    causes: ['A permission is missing', 'A name is taken', 'A resource of your own in resources is wrong'],
    todo: ['read the reason that is printed', 'mend the config, then run the same command again'],
  },
  STACK_STUCK: {
    means: 'The CloudFormation stack is in a state that no update can leave by itself. Nothing was changed.',
    causes: ['An update was rolled back and the rollback failed', 'A deletion failed half-way'],
    todo: ['run the command that is printed', 'run the same command again'],
  },
  API_GONE: {
    means: 'The HTTP API that the stack of the service made does not exist any more. Nothing was changed.',
    causes: ['Somebody deleted the API in the console', 'A deletion of the stack failed half-way'],
    todo: [
      'save what buckets and tables of the stack hold',
      'ship destroy, then ship deploy: CloudFormation makes nothing again that it believes to be there',
    ],
  },
  REPLACEMENT: {
    means: 'The update would replace or delete resources, and what is in them could be lost. Nothing was changed.',
    causes: ['A property was changed that cannot be changed in place', 'A resource was removed from the config'],
    todo: ['check that nothing is lost, then add --allow-replace'],
  },
  TEMPLATE_TOO_LARGE: {
    means: 'The CloudFormation template of the service is larger than CloudFormation takes. Nothing was changed.',
    causes: ['Very many functions, queues or resources of your own in one service'],
    todo: ['split the service in two', 'move resources that several services use to a stack of their own'],
  },
  FUNCTION_FAILED: {
    means: 'Lambda could not make a function or a version ready. What was live is live.',
    causes: [
      'A subnet or security group is not there',
      'The role may not be used',
      'A quota for code storage is reached',
    ],
    todo: ['mend what the reason names', 'run the same command again'],
  },
  PREVIEW_MISMATCH: {
    means: 'The preview stage does not show what was assembled, so the release did not go live.',
    causes: ['Somebody changed the API by hand or with another tool at the same time'],
    todo: ['ship status', 'run the same command again'],
  },
};
