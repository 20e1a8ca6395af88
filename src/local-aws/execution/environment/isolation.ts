import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Folders on this machine that an environment is made of. */
export interface Sources {
  readonly task: string;
  readonly opt: string;
  /** Holds `node_modules` with the SDK that the runtime brings, and `etc` with Lambda's user. */
  readonly runtime: string;
  /** The `node_modules` that the SDK really lies in, when there is one. */
  readonly sdk?: string;
  /** Holds the bootstrap of the Node runtimes. */
  readonly bootstrap: string;
  readonly tmp: string;
  readonly nodeBinary: string;
}

/** The same folders as the function sees them. */
export type Places = Pick<Sources, 'task' | 'opt' | 'runtime' | 'bootstrap' | 'tmp'>;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

export interface Isolation {
  readonly name: 'bubblewrap' | 'plain';
  readonly places: (sources: Sources) => Places;
  readonly wrap: (sources: Sources, command: readonly string[]) => Command;
}

/** A process with a clean environment in the task's folder; the paths are not Lambda's, the rest of the disk is visible. */
export const plain: Isolation = {
  name: 'plain',
  places: (sources) => sources,
  wrap: ({ task }, [file = '', ...args]) => ({ file, args, cwd: task }),
};

const INSIDE: Places = {
  task: '/var/task',
  opt: '/opt',
  runtime: '/var/runtime',
  bootstrap: '/var/runtime/bootstrap',
  tmp: '/tmp',
};

const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64'];
const SETTINGS = [
  'ssl',
  'pki',
  'ca-certificates',
  'alternatives',
  'ld.so.cache',
  'hosts',
  'resolv.conf',
  'nsswitch.conf',
];

function mounts({ task, opt, runtime, sdk, bootstrap, tmp, nodeBinary }: Sources): string[] {
  const readOnly = [...SYSTEM, ...SETTINGS.map((name) => `/etc/${name}`), dirname(dirname(nodeBinary))];
  return [
    readOnly.flatMap((path) => ['--ro-bind-try', path, path]),
    ['--proc', '/proc', '--dev', '/dev', '--bind', tmp, '/tmp'],
    ['--ro-bind', task, '/var/task', '--ro-bind', opt, '/opt', '--ro-bind', bootstrap, INSIDE.bootstrap],
    ['passwd', 'group'].flatMap((name) => ['--ro-bind', join(runtime, 'etc', name), `/etc/${name}`]),
    sdk ? sdkMounts(sdk) : [],
    ['--remount-ro', '/', '--chdir', '/var/task'],
  ].flat();
}

/** `require` finds the SDK through NODE_PATH, `import` on its way up from /var/task. */
function sdkMounts(sdk: string): string[] {
  const scopes = ['@aws-sdk', '@smithy', '@aws'];
  return [
    ['--ro-bind', sdk, '/var/runtime/sdk/node_modules', '--symlink', 'runtime/node_modules', '/var/node_modules'],
    scopes.flatMap((scope) => ['--symlink', `../sdk/node_modules/${scope}`, `/var/runtime/node_modules/${scope}`]),
  ].flat();
}

/** Lambda's paths, read-only but for a private /tmp, Lambda's user, processes of its own; the network is the machine's. */
export function bubblewrap(binary: string): Isolation {
  const flags = [
    '--die-with-parent',
    '--unshare-user',
    '--unshare-pid',
    '--unshare-ipc',
    '--uid',
    '993',
    '--gid',
    '990',
  ];
  return {
    name: 'bubblewrap',
    places: () => INSIDE,
    wrap: (sources, command) => ({
      file: binary,
      args: [...flags, ...mounts(sources), '--', ...command],
      cwd: sources.task,
    }),
  };
}

/** Where bubblewrap is, if it is installed. */
export function findOnPath(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Bubblewrap is often installed and not permitted (containers, restricted user namespaces): only a try tells. */
export function works(isolation: Isolation, sources: Sources): Promise<boolean> {
  const { file, args, cwd } = isolation.wrap(sources, [sources.nodeBinary, '--version']);
  return new Promise((resolve) => {
    execFile(file, args, { cwd, timeout: 5000, env: {} }, (error) => resolve(!error));
  });
}
