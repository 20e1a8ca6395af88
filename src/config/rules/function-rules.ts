import type { FunctionDefinition } from '../../model/service.ts';
import { smokeTestOf } from '../../model/smoke-of.ts';
import { didYouMean } from '../check/did-you-mean.ts';
import type { Mistake } from '../check/mistake.ts';
import { functionInputs } from '../normalise/function-input.ts';
import { functionPath, type Rule, forEachFunction } from './rule.ts';

const currentRuntimes = ['nodejs22.x', 'nodejs24.x', 'provided.al2023'];

/** Code comes from exactly one place, and what only makes sense for another kind of place is not silently ignored. */
const codeComesFromOnePlace: Rule = (context) =>
  functionInputs(context.input).flatMap(([key, input]): readonly Mistake[] => {
    const path = functionPath(context, key);
    const given = (['entry', 'folder', 'zip'] as const).filter((kind) => input[kind] !== undefined);
    if (given.length !== 1)
      return [{ path, message: `must have exactly one of entry, folder and zip`, got: given.join(' and ') || 'none' }];
    const kind = given[0] ?? 'entry';
    const unused = [
      ...(kind === 'entry' ? (['include'] as const) : []),
      ...(kind === 'zip' || (kind === 'folder' && !isStripStage(input.bundle)) ? (['bundle'] as const) : []),
      ...(kind === 'zip' ? (['include', 'exclude', 'assets'] as const) : []),
    ];
    return unused
      .filter((option) => input[option] !== undefined)
      .map((option) => ({ path: [...path, option], message: meaningless(option, kind) }));
  });

function meaningless(option: string, kind: string): string {
  const but = option === 'bundle' && kind === 'folder' ? ', but for stripStage' : '';
  return `has no meaning for a function made from ${kind === 'entry' ? 'an' : 'a'} ${kind}${but}`;
}

/** The one thing of it that can be done to a folder: its handler is wrapped. */
function isStripStage(bundle: object | undefined): boolean {
  return Object.keys(bundle ?? {}).join() === 'stripStage';
}

const onlyNodeIsWrapped: Rule = forEachFunction(({ source, runtime }) =>
  source.kind === 'folder' && source.bundle.stripStage && !runtime.startsWith('nodejs')
    ? [{ path: ['bundle', 'stripStage'], message: 'wraps handlers of Node.js only', got: `"${runtime}"` }]
    : [],
);

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html: nodejs20.x ended on 31 Aug and 30 Sep 2026. */
const runtimeCanBeDeployed: Rule = forEachFunction((definition) => {
  const { runtime, source } = definition;
  const mistake = (message: string): readonly Mistake[] => [{ path: ['runtime'], message, got: `"${runtime}"` }];
  const nodeVersion = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? Number.NaN);
  if (nodeVersion <= 20) return mistake('can no longer be created or updated on Lambda; use nodejs22.x');
  if (!/^(nodejs\d+\.x|python3\.\d+|java\d+(\.al2)?|dotnet\d+|ruby\d\.\d|provided\.al\d+)$/.test(runtime))
    return mistake(`is not one of Lambda's runtimes${didYouMean(runtime, currentRuntimes)}`);
  if (source.kind === 'entry' && !runtime.startsWith('nodejs'))
    return mistake('must be one of Node.js for an entry; use folder or zip for others');
  return [];
});

const lambdaNameFits: Rule = forEachFunction(({ lambdaName }) =>
  lambdaName.length <= 64
    ? []
    : [
        {
          path: [],
          message: `its name on Lambda must be 64 characters at most`,
          got: `${lambdaName.length}: ${lambdaName}`,
        },
      ],
);

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const reservedVariables = new Set(
  `
  _HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION
  AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_FUNCTION_VERSION
  AWS_LAMBDA_INITIALIZATION_TYPE AWS_LAMBDA_LOG_GROUP_NAME AWS_LAMBDA_LOG_STREAM_NAME AWS_ACCESS_KEY
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_LAMBDA_RUNTIME_API
  LAMBDA_TASK_ROOT LAMBDA_RUNTIME_DIR
  `.split(/\s+/),
);

const variablesAreNotReserved: Rule = forEachFunction((definition) =>
  Object.keys(definition.environment)
    .filter((name) => reservedVariables.has(name))
    .map((name) => ({ path: ['environment', name], message: `is set by Lambda itself; use another name` })),
);

/** CloudFormation would replace it in a template; Lambda, which ship tells the variables, hands it on as it is written. */
const variablesAreNoReferences: Rule = forEachFunction((definition) =>
  Object.entries(definition.environment)
    .filter(([, value]) => value.kind === 'literal' && value.value.includes('{{resolve:'))
    .map(([name]) => ({
      path: ['environment', name],
      message:
        "is a dynamic reference, which only CloudFormation's templates know: give the function the name, { readSecret: ... } or { readParameter: ... } in policies, and read it at the start",
    })),
);

/** Lambda measures the JSON text of the map; CloudFormation values count once they are known. */
const variablesFit: Rule = forEachFunction((definition) => {
  const values = Object.entries(definition.environment).map(([name, value]) => [
    name,
    value.kind === 'literal' ? value.value : '',
  ]);
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(values)));
  if (bytes <= 4096) return [];
  return [{ path: ['environment'], message: 'must be 4096 bytes at most as JSON', got: `${bytes} bytes` }];
});

/** Old and new version run side by side for a while, so both shares must fit. */
const concurrencyFits: Rule = forEachFunction(({ reservedConcurrency, provisionedConcurrency = 0 }) => {
  if (reservedConcurrency === undefined || reservedConcurrency >= 2 * provisionedConcurrency) return [];
  const message = 'must be at least twice provisionedConcurrency: two versions are warm while a release goes live';
  return [{ path: ['reservedConcurrency'], message, got: `${reservedConcurrency} for ${provisionedConcurrency}` }];
});

const warmNeedsATest: Rule = forEachFunction(({ key, warm }, { service }) => {
  if (warm === undefined || smokeTestOf(service, key)) return [];
  const message = 'needs a smoke test of this function: a GET of one of its routes, or an invocation, is what is run';
  return [{ path: ['warm'], message, got: `${warm}` }];
});

const layersDiffer: Rule = forEachFunction(({ source }: FunctionDefinition) => {
  const names = source.layers.map((layer) => (layer.kind === 'arn' ? layer.arn.replace(/:\d+$/, '') : layer.name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return repeated.map((name) => ({ path: ['layers'], message: `names the same layer twice`, got: name }));
});

export const functionRules: readonly Rule[] = [
  codeComesFromOnePlace,
  onlyNodeIsWrapped,
  runtimeCanBeDeployed,
  lambdaNameFits,
  variablesAreNotReserved,
  variablesAreNoReferences,
  variablesFit,
  concurrencyFits,
  warmNeedsATest,
  layersDiffer,
];
