import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RuntimeFolder {
  readonly path: string;
  /** The `node_modules` that the SDK was found in. */
  readonly sdk?: string;
}

/** Without an entry for the user there is no home folder, and the SDK fails for want of one. */
const USERS = {
  passwd: 'root:x:0:0:root:/root:/sbin/nologin\nsbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin\n',
  group: 'root:x:0:\nsbx_user1051:x:990:\n',
};

/** What Lambda's Node runtimes bring along: @aws-sdk/* v3 and what it is made of. */
const SCOPES = ['@aws-sdk', '@smithy', '@aws'];

/**
 * Makes `<root>/runtime`, the stand-in for /var/runtime. Its `node_modules`, which ends NODE_PATH, holds links to the
 * SDK of the project or of this package, and nothing else of theirs. The same links beside the unpacked code let
 * `import` find the SDK too, as Lambda's Node does.
 */
export async function makeRuntimeFolder(root: string, searchFrom: readonly string[]): Promise<RuntimeFolder> {
  const path = join(root, 'runtime');
  const sdk = findSdk([...searchFrom, dirname(fileURLToPath(import.meta.url))]);
  for (const modules of [join(path, 'node_modules'), join(root, 'fs', 'node_modules')]) {
    await mkdir(modules, { recursive: true });
    for (const scope of SCOPES) await link(join(modules, scope), sdk && join(sdk, scope));
  }
  await mkdir(join(path, 'etc'), { recursive: true });
  for (const [name, text] of Object.entries(USERS)) await writeFile(join(path, 'etc', name), text);
  return { path, ...(sdk ? { sdk } : {}) };
}

/** Other accounts' environments may be starting: a link that is right is left alone. */
async function link(path: string, target: string | undefined): Promise<void> {
  const wanted = target !== undefined && existsSync(target) ? target : undefined;
  const existing = lstatSync(path, { throwIfNoEntry: false });
  if (existing && wanted === readlinkSync(path)) return;
  await rm(path, { force: true });
  if (wanted !== undefined) await symlink(wanted, path, 'dir');
}

function findSdk(folders: readonly string[]): string | undefined {
  for (const start of folders)
    for (let folder = start; ; folder = dirname(folder)) {
      const modules = join(folder, 'node_modules');
      if (existsSync(join(modules, '@aws-sdk'))) return realpathSync(modules);
      if (dirname(folder) === folder) break;
    }
  return undefined;
}
