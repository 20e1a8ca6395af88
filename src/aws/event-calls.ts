import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import { liveAlias } from '../model/release.ts';
import type { EventCalls } from '../release/cloud.ts';
import { absentAs } from './absent-as.ts';
import { toEventSourceState, toMapping, toStart } from './event-source-settings.ts';
import { absentFunction, type LambdaLine } from './lambda-line.ts';
import { readPermissions } from './permission-calls.ts';

export function makeEventCalls(line: LambdaLine): Omit<EventCalls, 'listPermissions' | 'forbidInvoke'> {
  const { client, write } = line;
  return {
    listEventSources: async (functionName, key) => {
      // By alias: AWS says that this lists the alias's mappings, and does not say whether a plain name finds them.
      const mappings = await listMappings(line, `${functionName}:${liveAlias}`);
      return mappings.map((mapping) => toEventSourceState(mapping, key));
    },
    listVersionUse: (functionName, version) => listVersionUse(line, functionName, version),
    createEventSource: async (settings) => {
      const request = {
        EventSourceArn: settings.sourceArn,
        Enabled: true,
        ...toMapping(settings),
        ...toStart(settings),
      };
      const mapping = await write(settings.targetArn, () => client.send(new CreateEventSourceMappingCommand(request)));
      return { uuid: mapping.UUID ?? '' };
    },
    updateEventSource: async (uuid, settings) => {
      const request = { UUID: uuid, Enabled: true, ...toMapping(settings) };
      await write(settings.targetArn, () => client.send(new UpdateEventSourceMappingCommand(request)));
    },
    pauseEventSource: (uuid) =>
      absentAs(undefined, absentFunction, async () => {
        await client.send(new UpdateEventSourceMappingCommand({ UUID: uuid, Enabled: false }));
      }),
    readEventSource: (uuid) =>
      absentAs(undefined, absentFunction, async () => {
        const { State, LastProcessingResult } = await client.send(new GetEventSourceMappingCommand({ UUID: uuid }));
        return { state: State ?? '', reason: LastProcessingResult };
      }),
    deleteEventSource: (uuid) =>
      absentAs(undefined, absentFunction, async () => {
        await client.send(new DeleteEventSourceMappingCommand({ UUID: uuid }));
      }),
  };
}

async function listVersionUse(line: LambdaLine, functionName: string, version: string): Promise<readonly string[]> {
  const [mappings, allowed] = await Promise.all([
    listMappings(line, `${functionName}:${version}`),
    readPermissions(line.client, { FunctionName: functionName, Qualifier: version }),
  ]);
  const sources = mappings.map(({ EventSourceArn = '' }) => EventSourceArn);
  return [...sources, ...allowed.map(({ sourceArn, principal }) => sourceArn || principal)];
}

function listMappings({ client }: LambdaLine, name: string): Promise<readonly EventSourceMappingConfiguration[]> {
  return absentAs([], absentFunction, async () => {
    const mappings: EventSourceMappingConfiguration[] = [];
    let marker: string | undefined;
    do {
      const page = await client.send(new ListEventSourceMappingsCommand({ FunctionName: name, Marker: marker }));
      mappings.push(...(page.EventSourceMappings ?? []));
      marker = page.NextMarker;
    } while (marker);
    return mappings;
  });
}
