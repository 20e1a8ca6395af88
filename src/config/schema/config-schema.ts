import * as z from 'zod';
import { functionOrEntry, settingsSchema, variableName } from './function-schema.ts';
import { notifySchema } from './notify-schema.ts';
import { authorizerSchema, corsSchema, jwtOverridesSchema, routesSchema } from './route-schema.ts';
import { hookSchema, smokeSchema } from './smoke-schema.ts';
import { bakeSchema, strategySchema } from './strategy-schema.ts';
import { jsonObject, logicalId, lowerName, name, numberBetween, payload, text, wholeNumber } from './values.ts';
import { watchSchema } from './watch-schema.ts';

const watch = watchSchema.optional();
const keepReleases = wholeNumber(2, 100).optional();
const strategy = strategySchema.optional();
const bake = bakeSchema.optional();

const budgetSize = z.union([z.int().min(1), z.string().regex(/^\d+(\.\d+)? ?(B|KB|MB)$/i, 'must be such as 40 MB')], {
  error: 'must be bytes or a size such as 40 MB',
});

/** A service's one size is what comes to mind first. */
const budgetPerFunction = ({ code }: { readonly code: string }): string | undefined =>
  code === 'invalid_type' ? "must be one size per function, such as { main: '40 MB' }" : undefined;

const budgetsSchema = z
  .strictObject({
    unzipped: z.record(name, budgetSize, { error: budgetPerFunction }).optional(),
    growth: numberBetween(0, 100).optional(),
  })
  .meta({ id: 'BudgetsConfig' });

const exportReference = z.string().regex(/^[a-z0-9-]+\.[A-Za-z0-9-]+$/, 'must be service.export');

const serviceSchema = z
  .strictObject({
    description: text.optional(),
    root: text.optional(),
    main: functionOrEntry,
    functions: z.record(name, functionOrEntry).optional(),
    defaults: settingsSchema.optional(),
    payload: payload.optional(),
    routes: routesSchema.optional(),
    openapi: text.optional(),
    authorizers: z.record(name, authorizerSchema).optional(),
    cors: corsSchema.optional(),
    smoke: z.array(smokeSchema).optional(),
    hooks: z.array(hookSchema).optional(),
    budgets: budgetsSchema.optional(),
    strategy,
    bake,
    exports: z.record(name, name).optional(),
    imports: z.record(variableName, exportReference).optional(),
    resources: z
      .record(
        logicalId,
        z.looseObject({ Type: text, Properties: jsonObject.optional() }).meta({ id: 'ResourceConfig' }),
      )
      .optional(),
    tags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
    ignore: z.record(z.string(), z.string().min(3, 'must say why')).optional(),
    keepReleases,
    watch,
  })
  .meta({ id: 'ServiceConfig' });

const overridesSchema = z
  .strictObject({
    defaults: settingsSchema.optional(),
    functions: z.record(name, settingsSchema).optional(),
    cors: corsSchema.optional(),
    authorizers: z.record(name, jwtOverridesSchema).optional(),
    strategy,
    bake,
    keepReleases,
    watch,
  })
  .meta({ id: 'ServiceOverrides' });

/** Regions come, but they all end with a point of the compass and a digit: `us-eats-1` is none. */
const regionName = /^[a-z]{2}(-[a-z]+)*-(central|(north|south)?(east|west)|north|south)-\d$/;

const environmentSchema = z
  .strictObject({
    target: z.enum(['aws', 'local']).optional(),
    account: z
      .string('must be 12 digits in quotes')
      .regex(/^\d{12}$/, 'must be 12 digits in quotes')
      .optional(),
    region: z.string().regex(regionName, 'must be a region such as eu-west-1').optional(),
    profile: text.optional(),
    role: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/, "must be a role's ARN")
      .optional(),
    template: z
      .string()
      .regex(/^[a-z][a-z0-9-]*-\*$/, 'must be such as pr-*: lower-case letters, digits and hyphens, then -*')
      .optional(),
    base: lowerName.optional(),
    ttlDays: wholeNumber(1, 365).optional(),
    protected: z.boolean().optional(),
    defaults: settingsSchema.optional(),
    watch,
    services: z.record(lowerName, overridesSchema).optional(),
  })
  .meta({ id: 'EnvironmentConfig' });

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  environments: z.record(lowerName, environmentSchema).optional(),
  defaults: settingsSchema.optional(),
  notify: z.array(notifySchema).optional(),
  services: z
    .record(lowerName, serviceSchema)
    .refine((services) => Object.keys(services).length > 0, 'must name at least one service'),
});
