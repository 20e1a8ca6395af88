import type { World } from '../kernel/world.ts';
import { conflict, invalidParameter } from './errors.ts';
import { eventInvokeConfigs } from './event-invoke-rows.ts';
import { findAlias, findFunction, LATEST } from './find-version.ts';
import { aliases, functions, qualifiedKey, versions, type FunctionRow } from './function-rows.ts';
import { policies } from './policy-rows.ts';
import { provisionedConfigs } from './provisioned-rows.ts';
import { closeUrl } from './urls/serve-urls.ts';
import { functionUrls } from './urls/url-rows.ts';

/** What hangs on one qualifier goes with it. */
export function forgetQualifier(world: World, name: string, qualifier: string): void {
  const key = qualifiedKey(name, qualifier);
  policies(world).delete(key);
  eventInvokeConfigs(world).delete(key);
  const url = functionUrls(world).get(key);
  if (url) closeUrl(world, url);
  functionUrls(world).delete(key);
  const provisioned = provisionedConfigs(world).get(key);
  if (!provisioned) return;
  provisionedConfigs(world).delete(key);
  void world.invoker.provision(name, provisioned.version, 0);
}

function refuseReferenced(world: World, row: FunctionRow, version: string): void {
  const referring = row.aliases.filter((name) => {
    const alias = findAlias(world, row.name, name);
    return alias?.functionVersion === version || alias?.weights?.[version] !== undefined;
  });
  if (referring.length === 0) return;
  throw conflict(`Unable to delete version because the following aliases reference it: [${referring.join(', ')}]`);
}

function forgetVersion(world: World, name: string, version: string): void {
  forgetQualifier(world, name, version);
  versions(world).delete(qualifiedKey(name, version));
  world.invoker.retire(name, version);
}

/** Only aliases protect a version; one that is not there is deleted without a word (measured by others). */
export function deleteVersion(world: World, name: string, version: string): void {
  if (version === LATEST) {
    throw invalidParameter('$LATEST version cannot be deleted without deleting the function.');
  }
  const row = findFunction(world, name);
  if (row.aliases.includes(version)) throw invalidParameter('Deletion of aliases is not currently supported.');
  if (!row.versions.includes(version)) return;
  refuseReferenced(world, row, version);
  functions(world).set(name, { ...row, versions: row.versions.filter((other) => other !== version) });
  forgetVersion(world, name, version);
}

/** All versions, aliases and policies go; event source mappings stay, still enabled (recorded). */
export function deleteWholeFunction(world: World, name: string): void {
  const row = findFunction(world, name);
  functions(world).delete(name);
  for (const alias of row.aliases) {
    forgetQualifier(world, name, alias);
    aliases(world).delete(qualifiedKey(name, alias));
  }
  for (const version of [LATEST, ...row.versions]) forgetVersion(world, name, version);
  world.invoker.retire(name);
}
