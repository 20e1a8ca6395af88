import { relative } from 'node:path';
import type { ArtifactError } from '../../artifact/artifact-error.ts';
import { packagingFailed } from '../../errors/catalogue/packaging-errors.ts';
import type { ShipError } from '../../errors/ship-error.ts';
import type { Service } from '../../model/service.ts';
import { withSlashes } from '../../model/with-slashes.ts';

/** A failure of packaging as people see it: places are named from where they are, not from the service's root. */
export function toPackagingError(
  { name, root }: Pick<Service, 'name' | 'root'>,
  error: ArtifactError,
  cwd: string,
): ShipError {
  const prefix = withSlashes(relative(cwd, root));
  const files = new Set(error.places.flatMap(({ file }) => (file === undefined ? [] : [file])));
  const isPlace = (line: string): boolean => files.has(/^(.*?):\d+:\d+:/.exec(line)?.[1] ?? '');
  const details = error.details.map((line) => (prefix !== '' && isPlace(line) ? `${prefix}/${line}` : line));
  const { code, message, cause } = error;
  const next = error.next.length > 0 ? error.next : missingPackages(error.details);
  return packagingFailed(name, { code, message, details, next, cause });
}

/** `Could not resolve "pg"`: a package, not a file of the service. */
function missingPackages(details: readonly string[]): readonly string[] {
  const named = details.flatMap(
    (line) => /Could not resolve "((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^"]*)?"/.exec(line)?.[1] ?? [],
  );
  return named.length === 0 ? [] : [`npm install ${[...new Set(named)].join(' ')}`, 'then run the same command again'];
}
