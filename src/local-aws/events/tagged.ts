import type { World } from '../kernel/world.ts';
import { buses, ruleKey, rules } from './event-rows.ts';
import { findBus, notFound } from './find.ts';

export interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  readonly setTags: (tags: Readonly<Record<string, string>>) => void;
}

/** The rule or bus of an ARN. */
export function findTagged(world: World, arn: string): Tagged {
  const path = arn.split(':').slice(5).join(':').split('/');
  if (path[0] === 'event-bus') {
    const bus = findBus(world, path[1]);
    return { tags: bus.tags, setTags: (tags) => buses(world).set(bus.name, { ...bus, tags }) };
  }
  const [bus, name] = path.length > 2 ? [path[1], path[2]] : ['default', path[1]];
  const key = ruleKey(bus as string, name ?? '');
  const rule = rules(world).get(key);
  if (!rule) throw notFound(`Rule ${name ?? ''} does not exist on EventBus ${bus as string}.`);
  return { tags: rule.tags, setTags: (tags) => rules(world).set(key, { ...rule, tags }) };
}
