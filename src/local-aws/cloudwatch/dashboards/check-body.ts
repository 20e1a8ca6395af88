import { dashboardInvalid } from '../cloudwatch-error.ts';

export interface ValidationMessage {
  readonly DataPath: string;
  readonly Message: string;
}

const WIDGETS = ['metric', 'text', 'log', 'alarm', 'explorer', 'custom'];

/**
 * Throws DashboardInvalidInputError with what is wrong at which path.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkDashboardBody(text: string): void {
  const messages = problemsIn(text);
  if (messages.length === 0) return;
  const summary = `The dashboard body is invalid, there are ${messages.length} validation errors: ${JSON.stringify(
    messages.map(({ DataPath, Message }) => ({ dataPath: DataPath, message: Message })),
  )}`;
  throw dashboardInvalid(summary, messages);
}

function problemsIn(text: string): ValidationMessage[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [{ DataPath: '', Message: 'The dashboard body is not valid JSON' }];
  }
  if (!isRecord(body)) return [{ DataPath: '', Message: 'Should be object' }];
  const { widgets } = body;
  if (widgets === undefined) return [{ DataPath: '', Message: "Should have required property 'widgets'" }];
  if (!Array.isArray(widgets)) return [{ DataPath: '/widgets', Message: 'Should be array' }];
  if (widgets.length > 500) return [{ DataPath: '/widgets', Message: 'Should NOT have more than 500 items' }];
  return widgets.flatMap((widget, index) => widgetProblems(widget, `/widgets/${index}`));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function widgetProblems(widget: unknown, path: string): ValidationMessage[] {
  if (!isRecord(widget)) return [{ DataPath: path, Message: 'Should be object' }];
  const { type, properties } = widget;
  const problems: ValidationMessage[] = [];
  if (typeof type !== 'string' || !WIDGETS.includes(type)) {
    problems.push({ DataPath: `${path}/type`, Message: 'Should be equal to one of the allowed values' });
  }
  problems.push(...placeProblems(widget, path));
  if (!isRecord(properties)) problems.push({ DataPath: path, Message: "Should have required property 'properties'" });
  else problems.push(...propertyProblems(String(type), properties, `${path}/properties`));
  return problems;
}

const PLACES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  x: [0, 23],
  y: [0, 10_000],
  width: [1, 24],
  height: [1, 1000],
};

function placeProblems(widget: Record<string, unknown>, path: string): ValidationMessage[] {
  return Object.entries(PLACES).flatMap(([name, [from, to]]) => {
    const value = widget[name];
    if (value === undefined) return [];
    const DataPath = `${path}/${name}`;
    if (typeof value !== 'number' || !Number.isInteger(value)) return [{ DataPath, Message: 'Should be integer' }];
    if (value < from) return [{ DataPath, Message: `Should be >= ${from}` }];
    return value > to ? [{ DataPath, Message: `Should be <= ${to}` }] : [];
  });
}

/** What each kind must have, one of each group. */
const REQUIRED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  metric: [['metrics', 'annotations'], ['region']],
  text: [['markdown']],
  log: [['query'], ['region']],
  alarm: [['alarms']],
};

function propertyProblems(type: string, properties: Record<string, unknown>, path: string): ValidationMessage[] {
  const missing = (REQUIRED[type] ?? []).filter((names) => !names.some((name) => name in properties));
  const problems = missing.map(([name]) => ({ DataPath: path, Message: `Should have required property '${name}'` }));
  const { metrics } = properties;
  if (metrics !== undefined && !(Array.isArray(metrics) && metrics.every(Array.isArray))) {
    problems.push({ DataPath: `${path}/metrics`, Message: 'Should be array' });
  }
  return problems;
}
