// The packager in a process of its own, without command line and config. Argument: { request }.
import { writeSync } from 'node:fs';
import { packageService } from '../../../src/artifact/package-service.ts';

const { request } = JSON.parse(process.argv[2]);
// Not by `process.stdout`: opening that costs Node.js as much as the packager's own files.
void packageService(request).then(({ functions }) =>
  writeSync(1, JSON.stringify(functions.map(({ sha256 }) => sha256))),
);
