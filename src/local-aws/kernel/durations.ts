/** How long AWS takes for what it does in the background, in ms: [profile fast, profile aws]. Sources: BEHAVIOUR.md. */
export const durations: Readonly<Record<string, readonly [fast: number, aws: number]>> = {
  'lambda.create': [5, 1800],
  'lambda.update': [5, 1000],
  'lambda.provisioned': [5, 130_000],
  'lambda.event-source': [5, 10_000],
  'apigateway.deployment': [5, 1000],
  'apigateway.mutation': [0, 150],
  'gateway.propagation': [0, 2000],
  'iam.propagation': [0, 8000],
  'cloudformation.resource': [1, 2000],
  'cloudformation.stack': [5, 5000],
  'sqs.gauges': [1000, 60_000],
  'cloudwatch.evaluation': [500, 60_000],
};

/** What no line names. */
export const otherDuration = [5, 1000] as const;
