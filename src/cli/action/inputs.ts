/** What a workflow step may say; the names of action.yml. */
export interface Inputs {
  readonly command: (typeof commands)[number];
  readonly services: readonly string[];
  readonly environment: string;
  /** Where a promoted release is live. */
  readonly from: string;
  readonly affected: boolean;
  readonly since: string;
  readonly workingDirectory: string;
  readonly role: string;
  readonly region: string;
  readonly arguments: readonly string[];
  readonly token: string;
}

const commands = ['deploy', 'promote', 'promote-preview', 'abort', 'rollback', 'plan', 'size', 'destroy'] as const;
/** They are about one service each. */
const ofOne: readonly string[] = ['rollback', 'promote-preview', 'abort'];

/** Throws an Error that says which input is wrong. The runner gives them as `INPUT_WORKING-DIRECTORY`. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const text = (name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const command = commands.find((one) => one === (text('command') || 'deploy'));
  if (!command) throw new Error(`input command is "${text('command')}"; it may be ${commands.join(', ')}`);
  const affected = text('affected');
  if (!['', 'true', 'false'].includes(affected))
    throw new Error(`input affected is "${affected}"; it may be true or false`);
  const inputs: Inputs = {
    command,
    services: words(text('services')),
    environment: text('environment') || 'local',
    from: text('from'),
    affected: affected === 'true',
    since: text('since'),
    workingDirectory: text('working-directory') || '.',
    role: text('role'),
    region: text('region') || env['AWS_REGION'] || 'us-east-1',
    arguments: words(text('arguments')),
    token: text('github-token'),
  };
  if (ofOne.includes(command) && inputs.services.length !== 1)
    throw new Error(`${command} wants exactly one name in services`);
  if (command === 'promote' && (inputs.from === '' || inputs.from === inputs.environment))
    throw new Error(
      'a promotion wants the environment where the release is live in from, and another one in environment',
    );
  return inputs;
}

/** Words apart from each other by blanks or commas; quotes keep them together. */
const words = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s,]+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

/** The command line of ship. Without names and without `affected` it is about all services. */
export function toArguments(inputs: Inputs): readonly string[] {
  const { command, services, environment, from, affected, since } = inputs;
  const isRun = command === 'deploy' || command === 'plan';
  const isAll = (isRun || command === 'promote') && services.length === 0 && !(isRun && affected);
  return [
    command,
    ...services,
    ...(isAll ? ['--all'] : []),
    ...(affected && isRun ? ['--affected', ...(since ? ['--since', since] : [])] : []),
    ...(command === 'promote' ? ['--from', from, '--to', environment] : ['--env', environment]),
    '--json',
    '--progress',
    'lines',
    '--no-color',
    ...(['deploy', 'promote', 'promote-preview', 'abort', 'destroy'].includes(command) ? ['--yes'] : []),
    ...inputs.arguments,
  ];
}
