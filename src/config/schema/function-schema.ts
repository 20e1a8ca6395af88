import * as z from 'zod';
import { eventSchema } from './event-schema.ts';
import { policySchema } from './policy-schema.ts';
import { cloudFormationValue, payload, text, wholeNumber } from './values.ts';

const environmentValue = z.union([z.string(), z.number(), z.boolean(), cloudFormationValue], {
  error: "must be a text, a number, a boolean or a CloudFormation value such as { Ref: 'Table' }",
});

export const variableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]+$/, 'must be at least two letters, digits and underscores, and start with a letter');

const layerArn = z
  .string()
  .regex(/^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:layer:[A-Za-z0-9_-]+:\d+$/, 'must be a layer ARN with its version');

const layerName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, hyphens and underscores');

const layerSchema = z.union([
  layerArn,
  z.strictObject({ arn: layerArn, unzippedBytes: z.int().min(1).optional() }).meta({ id: 'LayerConfig' }),
  z.strictObject({ name: layerName, path: text }).meta({ id: 'LocalLayerConfig' }),
]);

const vpcSchema = z
  .strictObject({
    subnets: z.array(z.string().regex(/^subnet-[0-9a-f]+$/, 'must be a subnet id')).min(1, 'must name a subnet'),
    securityGroups: z.array(z.string().regex(/^sg-[0-9a-f]+$/, 'must be a security group id')).min(1, 'must name one'),
  })
  .meta({ id: 'VpcConfig' });

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const settings = {
  runtime: text.optional(),
  architecture: z.enum(['x86_64', 'arm64']).optional(),
  memory: wholeNumber(128, 10240).optional(),
  timeout: wholeNumber(1, 900).optional(),
  storage: wholeNumber(512, 10240).optional(),
  environment: z.record(variableName, environmentValue).optional(),
  layers: z.array(layerSchema).max(5, 'must be five at most').optional(),
  vpc: vpcSchema.optional(),
  reservedConcurrency: wholeNumber(0, 100_000).optional(),
  provisionedConcurrency: wholeNumber(1, 100_000).optional(),
  warm: wholeNumber(1, 100).optional(),
  policies: z.array(policySchema).optional(),
  tracing: z.boolean().optional(),
  logRetention: z.literal(retentionDays).optional(),
};

export const settingsSchema = z.strictObject(settings).meta({ id: 'FunctionSettings' });

const zipFolder = z
  .string()
  .regex(/^(?!\/|\.\.(\/|$)|.*\/\.\.(\/|$))[^\\]+$/, "must be a folder inside the zip, such as 'src'");

const bundleSchema = z
  .strictObject({
    minify: z.boolean().optional(),
    sourcemap: z.boolean().optional(),
    format: z.enum(['esm', 'cjs']).optional(),
    external: z.array(text).optional(),
    nodeModules: z.array(text).optional(),
    awsSdk: z.enum(['bundled', 'runtime']).optional(),
    define: z.record(z.string(), z.string()).optional(),
    loader: z.record(z.string().regex(/^\./, 'must be a file extension such as .html'), z.string()).optional(),
    mainFields: z.array(text).optional(),
    target: text.optional(),
    tsconfig: text.optional(),
    banner: text.optional(),
    outdir: zipFolder.optional(),
    stripStage: z.boolean().optional(),
  })
  .meta({ id: 'BundleConfig' });

export const functionSchema = z
  .strictObject({
    entry: text.optional(),
    folder: text.optional(),
    include: z.array(text).optional(),
    exclude: z.array(text).optional(),
    zip: text.optional(),
    handler: text.optional(),
    description: z.string().max(256, 'must be 256 characters at most').optional(),
    ...settings,
    bundle: bundleSchema.optional(),
    assets: z
      .array(z.union([text, z.strictObject({ from: text, to: text.optional() }).meta({ id: 'AssetConfig' })]))
      .optional(),
    events: z.array(eventSchema).optional(),
    payload: payload.optional(),
  })
  .meta({ id: 'FunctionConfig' });

/** The entry file alone, or all about the function. */
export const functionOrEntry = z.union([text, functionSchema], { error: 'must be an entry file or an object' });
