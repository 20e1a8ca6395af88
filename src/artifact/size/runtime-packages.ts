import type { Composition } from '../../model/packaged-service.ts';

/** What Lambda's runtimes bring along, so that the code need not (https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html). */
const brought: readonly { readonly runtime: RegExp; readonly packages: RegExp }[] = [
  { runtime: /^nodejs(1[89]|[2-9]\d)\.x$/, packages: /^@(aws-sdk|smithy)\// },
  { runtime: /^nodejs1[0-6]\.x$/, packages: /^aws-sdk$/ },
];

export function findInRuntime(code: Composition, runtime: string): { readonly name: string; readonly bytes: number }[] {
  const packages = brought.find((each) => each.runtime.test(runtime))?.packages;
  if (!packages) return [];
  return code.packages.filter(({ name }) => packages.test(name)).map(({ name, bytes }) => ({ name, bytes }));
}
