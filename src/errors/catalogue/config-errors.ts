import { exitCodes, ShipError, type Typo } from '../ship-error.ts';

/** Nothing was contacted yet when one of these is thrown. */
const exit = exitCodes.usage;

export function configNotFound(cwd: string, names: readonly string[]): ShipError {
  return new ShipError({
    code: 'CONFIG_NOT_FOUND',
    exit,
    summary: 'no config file found',
    why: `Neither ${cwd} nor a folder above it has one of ${names.join(', ')}.`,
    next: ['ship init', 'or name the file: --config path/to/services.config.ts'],
  });
}

export function configAmbiguous(folder: string, names: readonly string[]): ShipError {
  return new ShipError({
    code: 'CONFIG_AMBIGUOUS',
    exit,
    summary: `there are ${names.length} config files in one folder`,
    why: `${folder} has ${names.join(' and ')}, and only one can hold.`,
    next: ['keep the one that holds and delete the other', `or name it: --config ${names[0]}`],
  });
}

export function configFileMissing(file: string): ShipError {
  return new ShipError({
    code: 'CONFIG_NOT_FOUND',
    exit,
    summary: 'the config file does not exist',
    why: `There is no file ${file}.`,
    next: ['check the path given with --config'],
  });
}

/** `problems`: the bundler's own text and place, one each. */
export function configNotReadable(file: string, problems: readonly string[], cause: unknown): ShipError {
  return new ShipError({
    code: 'CONFIG_NOT_READABLE',
    exit,
    summary: `${file} cannot be read`,
    why: problems.join('\n'),
    next: [`correct ${file}`],
    cause,
  });
}

export function configThrew(file: string, message: string, place: string | undefined, cause: unknown): ShipError {
  return new ShipError({
    code: 'CONFIG_THREW',
    exit,
    summary: `${file} failed while it was run`,
    why: place === undefined ? message : `${message}\n${place}`,
    next: [`correct ${place ?? file}`],
    cause,
  });
}

export function configHasNoDefaultExport(file: string): ShipError {
  return new ShipError({
    code: 'CONFIG_INVALID',
    exit,
    summary: `${file} exports no config`,
    why: 'Its default export is missing or not an object.',
    next: ['write: export default defineServices({ services: { ... } })'],
  });
}

/** `mistakes`: one line each, `services.orders.main.memory: must be between 128 and 10240 (got 64)`. */
export function configInvalid(file: string, mistakes: readonly string[]): ShipError {
  return new ShipError({
    code: 'CONFIG_INVALID',
    exit,
    summary: `${file} has ${count(mistakes.length, 'mistake')}`,
    why: mistakes.join('\n'),
    next: [`correct ${file}`],
  });
}

export function notSupportedYet(file: string, refusals: readonly string[]): ShipError {
  return new ShipError({
    code: 'NOT_SUPPORTED_YET',
    exit,
    summary: `${file} asks for what ship cannot do yet`,
    why: refusals.join('\n'),
    next: [`take ${refusals.length === 1 ? 'it' : 'them'} out of ${file}`],
  });
}

export function unknownEnvironment(name: string, known: readonly string[], suggestion: string | undefined): ShipError {
  return new ShipError({
    code: 'UNKNOWN_ENVIRONMENT',
    exit,
    summary: `there is no environment "${name}"`,
    why: `The config knows ${known.join(', ')}.`,
    next:
      suggestion === undefined ? ['ship config', 'or add it to environments in the config'] : [`--env ${suggestion}`],
    typo: typo(name, suggestion),
  });
}

export function templateIsNoEnvironment(name: string, pattern: string): ShipError {
  const example = pattern.replace('*', '123');
  return new ShipError({
    code: 'UNKNOWN_ENVIRONMENT',
    exit,
    summary: `"${name}" is a template, not an environment`,
    why: `Environments whose names fit ${pattern} are made from it.`,
    next: [`--env ${example}`],
    typo: typo(name, example),
  });
}

/** `mistakes`: what is wrong with services under that name. */
export function environmentNameUnfit(name: string, file: string, mistakes: readonly string[]): ShipError {
  const over = Math.max(0, ...mistakes.map((line) => Number(/\(got (\d+): /.exec(line)?.[1] ?? 0) - 64));
  const shorter = `choose a shorter name: ${name.length - over} characters at most`;
  return new ShipError({
    code: 'ENVIRONMENT_NAME',
    exit,
    summary: `"${name}" cannot be the name of an environment here`,
    why: mistakes.join('\n'),
    next: [over > 0 && over < name.length ? shorter : `correct ${file}`],
  });
}

export function unknownService(name: string, known: readonly string[], suggestion: string | undefined): ShipError {
  return new ShipError({
    code: 'UNKNOWN_SERVICE',
    exit,
    summary: `there is no service "${name}"`,
    why: `The config knows ${known.join(', ')}.`,
    next: suggestion === undefined ? ['ship config', 'or add it to services in the config'] : [`say ${suggestion}`],
    typo: typo(name, suggestion),
  });
}

const typo = (typed: string, meant: string | undefined): Typo | undefined =>
  meant === undefined ? undefined : { typed, meant };

function count(amount: number, noun: string): string {
  return amount === 1 ? `one ${noun}` : `${amount} ${noun}s`;
}
