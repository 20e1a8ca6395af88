import { documentationOf } from './documentation.ts';
import { configJsonSchema, type SchemaNode } from './json-schema.ts';

/** The order in which people meet them. */
const chapters: readonly string[] = [
  'ServicesConfig EnvironmentConfig ServiceOverrides JwtOverrides NotifyConfig',
  'ServiceConfig FunctionConfig FunctionSettings BundleConfig AssetConfig LayerConfig LocalLayerConfig VpcConfig',
  'StatementConfig PolicyShorthand RouteConfig JwtAuthorizerConfig LambdaAuthorizerConfig IamAuthorizerConfig CorsConfig',
  'QueueEventConfig BusEventConfig ScheduleEventConfig TopicEventConfig DynamodbEventConfig KinesisEventConfig S3EventConfig HttpSmokeConfig HttpExpectationConfig InvokeSmokeConfig',
  'HookConfig BudgetsConfig StrategyConfig BakeConfig WatchConfig AlarmsConfig ResourceConfig',
].flatMap((line) => line.split(' '));

/** The config reference as Markdown: one table per type, made from the schema that checks and the types that explain. */
export function renderConfigReference(): string {
  const { definitions, ...root } = configJsonSchema();
  const tables = chapters.map((type) => renderType(type, type === 'ServicesConfig' ? root : definitions[type]));
  const opening = [
    '# Config reference',
    'Generated from the types and the schema of `services.config.ts`; do not edit. Keys in **bold** must be given.',
    'Unknown keys are mistakes, and every mistake is reported at once.',
  ];
  return `${[...opening, ...tables].join('\n\n')}\n`;
}

function renderType(type: string, node: SchemaNode | undefined): string {
  if (node === undefined) throw new Error(`the schema knows no ${type}`);
  const own = Object.entries(node.properties ?? {}).filter(([key]) => isOwnKey(type, key));
  const rows = own.map(([key, value]) => renderRow(type, key, value, node.required?.includes(key) ?? false));
  const text = documentationOf(type)?.text ?? '';
  const inherited = type === 'FunctionConfig' ? settingsToo : '';
  return [
    `## ${type}`,
    `${text}${inherited}`,
    ['| Key | Value | What it says | Default |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

const settingsToo = ' Also everything of [FunctionSettings](#functionsettings).';

function isOwnKey(type: string, key: string): boolean {
  return type !== 'FunctionConfig' || documentationOf('FunctionSettings', key) === undefined;
}

function renderRow(type: string, key: string, node: SchemaNode, isRequired: boolean): string {
  const { text = '', default: fallback = '' } = documentationOf(type, key) ?? {};
  const name = isRequired ? `**\`${key}\`**` : `\`${key}\``;
  const cells = [name, renderValue(node), escapePipes(text), fallback === '' ? '' : escapePipes(asCode(fallback))];
  return `| ${cells.join(' | ')} |`;
}

/** Defaults that are values are shown as code, those that are sentences are not. */
function asCode(text: string): string {
  return /^(['"[{\d]|true$|false$)[^ ]*$/.test(text) || /^[{[].*[}\]]$/.test(text) ? `\`${text}\`` : text;
}

function renderValue(node: SchemaNode & { readonly allOf?: readonly SchemaNode[] }): string {
  const type = node.$ref?.split('/').at(-1);
  if (type !== undefined) return chapters.includes(type) ? `[${type}](#${type.toLowerCase()})` : 'object';
  const alternatives = node.anyOf ?? node.oneOf ?? node.allOf;
  if (alternatives !== undefined) return [...new Set(alternatives.map(renderValue))].join(' or ');
  if (node.const !== undefined) return `\`${JSON.stringify(node.const)}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  if (node.type === 'array') return `list of ${renderValue(node.items ?? {})}`;
  if (typeof node.additionalProperties === 'object') return `by name: ${renderValue(node.additionalProperties)}`;
  return renderScalar(node);
}

function renderScalar({ type, minimum, maximum }: SchemaNode): string {
  const hasRange = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  if (type === 'string') return 'text';
  if (type === 'integer' || type === 'number') return hasRange ? `${minimum} to ${maximum}` : 'number';
  return type === undefined ? 'anything' : type;
}

function escapePipes(text: string): string {
  return text.replaceAll('|', '\\|');
}
