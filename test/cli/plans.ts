import { ShipError } from '../../src/errors/ship-error.ts';
import type { FunctionChange, Phase, Plan, Step } from '../../src/model/plan.ts';
import type { Outcome } from '../../src/release/events.ts';

const noChange = { added: [], removed: [], changed: [] };

export const functionChange = (change: Partial<FunctionChange>): FunctionChange => ({
  key: 'main',
  change: 'unchanged',
  environment: noChange,
  settings: [],
  ...change,
});

export const aStep = (id: string, phase: Phase, kind: Step['kind'], lane: string = phase): Step =>
  ({ id, phase, lane, title: `Do ${id}`, kind }) as Step;

export const aPlan = (facts: Partial<Plan> = {}): Plan => ({
  schema: 1,
  service: 'orders',
  environment: 'production',
  release: {
    number: 18,
    digest: '0123456789abcdef',
    functions: [],
    routesDigest: '',
    connectionsDigest: '',
    dirty: false,
    actor: 'ada@laptop',
    madeAt: '2026-11-21T12:00:00Z',
  },
  from: { number: 17, digest: 'fedcba9876543210', deploymentId: 'd17' },
  assumes: { accountId: '111122223333' },
  changes: { functions: [], routes: { added: [], removed: [], changed: false }, foundation: 'none', events: [] },
  steps: [
    aStep('lock', 'lock', 'take-lock'),
    aStep('publish-main', 'publish', 'publish-version', 'main'),
    aStep('publish-invoice', 'publish', 'publish-version', 'invoice'),
    aStep('switch', 'switch', 'switch-stage'),
    aStep('unlock', 'unlock', 'release-lock'),
  ],
  ...facts,
});

export const anOutcome = (facts: Partial<Outcome> = {}): Outcome => ({
  result: 'live',
  service: 'orders',
  environment: 'production',
  live: 'r18',
  previous: 'r17',
  url: 'https://abc.example',
  previewUrl: 'https://abc.example/ship-preview',
  totalMs: 12_345,
  awsCalls: {},
  smoke: [],
  notes: [],
  ...facts,
});

export const smokeError = new ShipError({
  code: 'SMOKE_FAILED',
  exit: 4,
  summary: 'orders: smoke test failed on preview',
  why: 'GET /orders answered 500 (expected 200).\nFunction log: "\u001B[31mCannot find module \'pg\'\u001B[0m"',
  next: ['ship deploy orders --env production', 'ship status orders'],
  live: 'r17, untouched',
});
