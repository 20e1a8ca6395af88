import {
  CreateStageCommand,
  DeleteDeploymentCommand,
  ExportApiCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStageCommand,
  ReimportApiCommand,
  UpdateApiCommand,
  UpdateIntegrationCommand,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CreateStackCommand, DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { setTimeout as sleep } from 'node:timers/promises';
import { zipOf } from '../local-aws/lambda/zip-of.ts';
import { createApi, type GivenApi } from './given-api.ts';
import { allowGateway, answering, createFunction, publish } from './given-function.ts';
import { failureOf, until, type Target } from './target.ts';

/** What AWS's documentation leaves open, what the local AWS assumes, and how to ask. */
export interface Question {
  readonly question: string;
  readonly assumed: unknown;
  /** Takes seconds, and the local AWS's own tests know the answer: asked of AWS only. */
  readonly isHeavy?: boolean;
  readonly ask: (target: Target) => Promise<unknown>;
}

const UNZIPPED_LIMIT = 262_144_000;

async function served(target: Target, expression = '({ statusCode: 200, body: "one" })'): Promise<GivenApi> {
  const name = await createFunction(target, answering(expression));
  const api = await createApi(target, await publish(target, name));
  await until(
    () => api.get(),
    ({ status }) => status !== 404,
  );
  return api;
}

/** Two versions of one function behind an API that serves the first. */
async function twoVersions(target: Target): Promise<{ api: GivenApi; second: string; name: string }> {
  const name = await createFunction(target);
  const api = await createApi(target, await publish(target, name));
  const second = await publish(target, name, answering('({ statusCode: 200, body: "two" })'));
  await allowGateway(target, second);
  await api.see('one');
  return { api, second, name };
}

const stageOf = async ({ api }: Target, { ApiId }: GivenApi): Promise<string> =>
  (await api.send(new GetStageCommand({ ApiId, StageName: '$default' }))).DeploymentId as string;

/** Polls across the switch: when the new release was first seen, and when the old one last, in ms after the call. */
async function watchSwitch(target: Target): Promise<{ firstNewMs: number; lastOldMs: number }> {
  const { api, second } = await twoVersions(target);
  await api.pointAt(second);
  const deployment = await api.deploy();
  const seen: { body: string; ms: number }[] = [];
  const switchedAt = Date.now();
  await api.switchTo(deployment);
  await until(
    async () => {
      const ms = Date.now() - switchedAt;
      seen.push({ body: (await api.get()).body, ms });
      await sleep(20);
      return seen.slice(-50).filter(({ body }) => body === 'two').length;
    },
    (inARow) => inARow === 50,
  );
  const last = (body: string): number => seen.findLast((each) => each.body === body)?.ms ?? 0;
  return { firstNewMs: seen.find(({ body }) => body === 'two')?.ms ?? Infinity, lastOldMs: last('one') };
}

export const questions: readonly Question[] = [
  {
    question: 'How long after UpdateStage is the old deployment still seen, at 50 requests a second?',
    assumed: { endsOnNew: true },
    ask: async (target) => {
      const times = await watchSwitch(target);
      process.stderr.write(`switch seen after ${times.firstNewMs} ms, old one last after ${times.lastOldMs} ms\n`);
      return { endsOnNew: times.firstNewMs < Infinity };
    },
  },
  {
    question: 'Is a deployment deleted that a stage points at?',
    assumed: 'BadRequestException 400',
    ask: async (target) => {
      const api = await served(target);
      const DeploymentId = await stageOf(target, api);
      return failureOf(target.api.send(new DeleteDeploymentCommand({ ApiId: api.ApiId, DeploymentId })));
    },
  },
  {
    question: 'Is CORS part of a deployment, or served at once?',
    assumed: 'part of the deployment',
    ask: async (target) => {
      const api = await served(target);
      const CorsConfiguration = { AllowOrigins: ['https://example.com'] };
      await target.api.send(new UpdateApiCommand({ ApiId: api.ApiId, CorsConfiguration }));
      const ask = async (): Promise<string | null> =>
        (await fetch(api.url, { headers: { origin: 'https://example.com' } })).headers.get(
          'access-control-allow-origin',
        );
      await sleep(500);
      return (await ask()) === null ? 'part of the deployment' : 'served at once';
    },
  },
  {
    question: 'Do stage variables take effect without a deployment?',
    assumed: 'yes',
    ask: async (target) => {
      const api = await served(target, 'JSON.stringify(event.stageVariables ?? {})');
      const StageVariables = { color: 'blue' };
      await target.api.send(new UpdateStageCommand({ ApiId: api.ApiId, StageName: '$default', StageVariables }));
      return (await api.see('{"color":"blue"}')).body === '{"color":"blue"}' ? 'yes' : 'no';
    },
  },
  {
    question: 'Does overwrite:path take the stage out of rawPath?',
    assumed: { rawPath: '/orders' },
    ask: async (target) => {
      const api = await served(target, '({ rawPath: event.rawPath })');
      const { ApiId, IntegrationId } = api;
      const RequestParameters = { 'overwrite:path': '$request.path' };
      await target.api.send(new UpdateIntegrationCommand({ ApiId, IntegrationId, RequestParameters }));
      const DeploymentId = await api.deploy();
      await target.api.send(new CreateStageCommand({ ApiId, StageName: 'preview', DeploymentId }));
      const { body } = await until(
        () => api.get('/preview/orders'),
        ({ status }) => status === 200,
      );
      return JSON.parse(body) as unknown;
    },
  },
  {
    question: 'What becomes of an encoded path, and of a percent sign that cannot be decoded?',
    assumed: { paths: ['/a b', '/a/b', '/a', '/a/b'], refused: { status: 400, body: '{"message":"Bad Request"}' } },
    ask: async (target) => {
      const api = await served(target, 'event.rawPath');
      const paths: string[] = [];
      for (const path of ['/a%20b', '/a%2Fb', '/a%3Fb', '/a%252Fb']) paths.push((await api.get(path)).body);
      const { status, body } = await api.get('/a%25zz');
      return { paths, refused: { status, body } };
    },
  },
  {
    question: 'Do routes and integrations keep their ids when the same document is imported again?',
    assumed: { routes: false, integrations: false },
    ask: async (target) => {
      const { ApiId } = await served(target);
      const ids = async (): Promise<{ routes: string[]; integrations: string[] }> => ({
        routes: ((await target.api.send(new GetRoutesCommand({ ApiId }))).Items ?? []).map(
          ({ RouteId }) => RouteId as string,
        ),
        integrations: ((await target.api.send(new GetIntegrationsCommand({ ApiId }))).Items ?? []).map(
          ({ IntegrationId }) => IntegrationId as string,
        ),
      });
      const exported = new ExportApiCommand({
        ApiId,
        Specification: 'OAS30',
        OutputType: 'JSON',
        IncludeExtensions: true,
      });
      const Body = Buffer.from((await target.api.send(exported)).body as Uint8Array).toString('utf8');
      const before = await ids();
      await target.api.send(new ReimportApiCommand({ ApiId, Body }));
      const after = await ids();
      const keeps = (kind: 'routes' | 'integrations'): boolean => before[kind].join() === after[kind].join();
      return { routes: keeps('routes'), integrations: keeps('integrations') };
    },
  },
  {
    question: 'What does creating a stage twice answer?',
    assumed: 'ConflictException 409',
    ask: async (target) => {
      const api = await served(target);
      return failureOf(target.api.send(new CreateStageCommand({ ApiId: api.ApiId, StageName: '$default' })));
    },
  },
  {
    question: 'What does the gateway answer when an integration names a deleted version?',
    assumed: { status: 500, body: '{"message":"Internal Server Error"}' },
    ask: async (target) => {
      const { api, second, name: FunctionName } = await twoVersions(target);
      await api.pointAt(second);
      await api.switchTo(await api.deploy());
      await api.see('two');
      await target.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: second.split(':').at(-1) }));
      return until(
        () => api.get(),
        ({ status }) => status !== 200,
      );
    },
  },
  {
    question: 'What does a statusCode that is no number, or out of range, become?',
    assumed: [500, 500],
    ask: async (target) => {
      const statusOf = async (code: string): Promise<number> =>
        (await (await served(target, `({ statusCode: ${code}, body: "x" })`)).get()).status;
      return [await statusOf('"abc"'), await statusOf('99')];
    },
  },
  {
    question: 'Is code of exactly 262,144,000 bytes refused?',
    isHeavy: true,
    assumed: { atLimit: 'InvalidParameterValueException 400', oneBelow: 'none' },
    ask: async (target) => {
      const FunctionName = await createFunction(target);
      const handler = 'exports.handler = async () => 1;';
      const update = (bytes: number): Promise<string> => {
        const ZipFile = zipOf(
          { name: 'index.js', content: handler },
          { name: 'zeros', content: Buffer.alloc(bytes - handler.length) },
        );
        return failureOf(target.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile })));
      };
      return { atLimit: await update(UNZIPPED_LIMIT), oneBelow: await update(UNZIPPED_LIMIT - 1) };
    },
  },
  {
    question: 'Are GetAlias and GetStage read-after-write consistent?',
    assumed: { staleAliases: 0, staleStages: 0 },
    ask: async (target) => {
      const { api, name: FunctionName } = await twoVersions(target);
      const { ApiId } = api;
      const alias = { FunctionName, Name: 'live' };
      await target.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }));
      let staleAliases = 0;
      let staleStages = 0;
      for (let n = 0; n < 10; n++) {
        const Description = String(n);
        await target.lambda.send(new UpdateAliasCommand({ ...alias, Description }));
        if ((await target.lambda.send(new GetAliasCommand(alias))).Description !== Description) staleAliases++;
        const stage = { ApiId, StageName: '$default' };
        await target.api.send(new UpdateStageCommand({ ...stage, Description: `d${n}` }));
        if ((await target.api.send(new GetStageCommand(stage))).Description !== `d${n}`) staleStages++;
      }
      return { staleAliases, staleStages };
    },
  },
  {
    question: 'What does a second CreateStack with the same ClientRequestToken answer?',
    assumed: 'none',
    ask: async (target) => {
      const StackName = target.unique('token');
      const TemplateBody = '{"Resources":{"Wait":{"Type":"AWS::CloudFormation::WaitConditionHandle"}}}';
      const create = new CreateStackCommand({ StackName, TemplateBody, ClientRequestToken: 'same' });
      target.later(() => target.cloudformation.send(new DeleteStackCommand({ StackName })));
      await target.cloudformation.send(create);
      return failureOf(target.cloudformation.send(create));
    },
  },
];
