/**
 * On AWS the Node runtimes bring the AWS SDK; here it is the project's. An init error that misses it gets a line about
 * that, because the same function would start on AWS.
 */
export function sdkHint(initError: Buffer): string {
  const [, name] =
    /Cannot find (?:module|package) '(@(?:aws-sdk|smithy)\/[^'/]+)/.exec(initError.toString('utf8')) ?? [];
  if (name === undefined) return '';
  return `[local AWS] Lambda's runtime brings ${name}, this project has none: npm install --save-dev ${name}\n`;
}
