import type { PackageJson } from './package-json.ts';

/** Where a function runs, in npm's words. */
export interface Platform {
  readonly os: 'linux';
  readonly cpu: 'x64' | 'arm64';
  /** Lambda's managed runtimes are Amazon Linux. */
  readonly libc: 'glibc';
}

export function platformOf(architecture: 'x86_64' | 'arm64'): Platform {
  return { os: 'linux', cpu: architecture === 'arm64' ? 'arm64' : 'x64', libc: 'glibc' };
}

/** Whether npm would install the package there: `os`, `cpu` and `libc` name what is allowed, or with `!` what is not. */
export function isFor({ os, cpu, libc }: PackageJson, platform: Platform): boolean {
  return allows(os, platform.os) && allows(cpu, platform.cpu) && allows(libc, platform.libc);
}

function allows(list: readonly string[] | undefined, value: string): boolean {
  if (!list || list.length === 0 || list.includes('any')) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((word) => word.startsWith('!'));
}
