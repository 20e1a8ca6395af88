import { join, resolve } from 'node:path';
import { ArtifactError } from '../../../artifact/artifact-error.ts';
import { type ManifestZip, type PackageManifest, writePackage } from '../../../artifact/write-package.ts';
import { overBudget } from '../../../errors/catalogue/packaging-errors.ts';
import type { CommandHandler } from '../../command/declaration.ts';
import { openConfig } from '../../session/open-config.ts';
import { weighService } from '../../session/weigh-service.ts';
import { formatBytes } from '../../terminal/format.ts';
import { toPackagingError } from '../../session/to-packaging-error.ts';
import { namedService } from '../../session/named-service.ts';

export const runPackage: CommandHandler = async (session) => {
  session.mayEndAnywhere();
  const { flags, terminal } = session;
  const { config, environment } = await openConfig(session);
  const service = namedService(session, config, environment);
  const how = { useCache: flags.has('cache'), trustInstalls: false };
  const { measured, report } = await weighService(service, config.root, how);
  if (report.over) throw overBudget(report);
  const folder = resolve(terminal.cwd, flags.text('out') ?? join(config.root, '.ship', 'package', service.name));
  try {
    const artifacts = measured.functions.flatMap(({ artifact }) => (artifact ? [artifact] : []));
    const manifest = writePackage(folder, service.name, artifacts);
    const { schema, ...rest } = manifest;
    if (flags.has('json')) terminal.out(JSON.stringify({ schema, command: 'package', folder, ...rest }, undefined, 2));
    else for (const line of renderPackage(folder, manifest)) terminal.out(line);
    return 0;
  } catch (error) {
    if (error instanceof ArtifactError) throw toPackagingError(service, error, process.cwd());
    throw error;
  }
};

function renderPackage(folder: string, { functions }: PackageManifest): string[] {
  const line = (name: string, { zip, zippedBytes, unzippedBytes }: ManifestZip): string =>
    `${name}  ${join(folder, zip)}  ${formatBytes(zippedBytes)} (${formatBytes(unzippedBytes)} unzipped)`;
  // Functions may share a layer.
  const layers = new Map(functions.flatMap((each) => each.layers.map((layer) => [layer.name, layer] as const)));
  return [
    ...functions.map((each) => line(each.name, each)),
    ...[...layers].map(([name, layer]) => line(`layer ${name}`, layer)),
    `manifest  ${join(folder, 'manifest.json')}`,
  ];
}
