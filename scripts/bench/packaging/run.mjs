// The packager in a process of its own, without command line and config. Argument: { request }.
import { packageService } from '../../../src/artifact/package-service.ts';

const { request } = JSON.parse(process.argv[2]);
void packageService(request).then(({ functions }) =>
  process.stdout.write(JSON.stringify(functions.map(({ sha256 }) => sha256))),
);
