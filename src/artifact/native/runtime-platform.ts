import { platformOf, type Platform } from '../collect/packages/platform.ts';

/** What native modules of a function must fit. */
export interface RuntimePlatform {
  readonly platform: Platform;
  /** NODE_MODULE_VERSION; absent when the runtime is not Node.js. */
  readonly nodeAbi?: number;
  readonly nodeMajor?: number;
  /** Of glibc 2, on the system that the runtime is built on. */
  readonly glibcMinor: number;
}

// https://github.com/nodejs/node/blob/main/doc/abi_version_registry.json
const abiOfNode: Readonly<Record<number, number>> = { 16: 93, 18: 108, 20: 115, 22: 127, 24: 137 };

// Amazon Linux 2 has glibc 2.26, Amazon Linux 2023 has 2.34.
const AL2_GLIBC = 26;
const AL2023_GLIBC = 34;
const onAmazonLinux2 = /^(nodejs(1[0-8])\.x|provided\.al2|python3\.([7-9]|1[01])|java(8\.al2|11|17)|ruby3\.2|dotnet6)$/;

export function runtimePlatform(runtime: string, architecture: 'x86_64' | 'arm64'): RuntimePlatform {
  const major = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? Number.NaN);
  const nodeAbi = abiOfNode[major];
  return {
    platform: platformOf(architecture),
    glibcMinor: onAmazonLinux2.test(runtime) ? AL2_GLIBC : AL2023_GLIBC,
    ...(Number.isNaN(major) ? {} : { nodeMajor: major }),
    ...(nodeAbi !== undefined && { nodeAbi }),
  };
}
