import type { ServicesConfig } from './written/services-config.ts';

export type * from './written/event-config.ts';
export type * from './written/function-config.ts';
export type * from './written/policy-config.ts';
export type * from './written/route-config.ts';
export type * from './written/notify-config.ts';
export type * from './written/service-config.ts';
export type * from './written/services-config.ts';
export type * from './written/smoke-config.ts';
export type * from './written/strategy-config.ts';

/**
 * Says what `services.config.ts` exports, so that editors know every key. It returns what it is given; checking is done
 * when ship reads the file.
 */
export function defineServices<const Config extends ServicesConfig>(config: Config): Config {
  return config;
}
