import { renderFindings } from '../../../src/cli/commands/doctor/render-findings.ts';
import { makeColors } from '../../../src/cli/terminal/colors.ts';
import { diagnose } from '../../../src/plan/diagnose.ts';
import { aFunction, aRoute, aService } from '../../template/services.ts';

const colors = makeColors({ enabled: false });
const service = aService({
  functions: [aFunction('main', { environment: { API_KEY: { kind: 'literal', value: 'x' } } })],
  routes: [aRoute('GET /')],
  ignore: { PLAIN_SECRET: 'a test key' },
});
const findings = diagnose(service, { today: '2026-11-21', environments: [] });

test('a finding says what, why, what to do and its code; what is silenced is counted', () => {
  expect(renderFindings(['orders', 'users'], findings, { colors, all: false })).toBe(
    [
      'orders: 1 finding (1 finding silenced)',
      '  ! the service: It has routes and no smoke test.',
      '    why    Without a test nothing tells a broken release from a good one before it is live.',
      "    next   Add one: smoke: [{ request: 'GET /health' }].",
      '    code   NO_SMOKE_TEST',
      '',
      'users: nothing to say',
    ].join('\n'),
  );
});

test('asked for all, the silenced ones are shown with their reasons', () => {
  expect(renderFindings(['orders'], findings, { colors, all: true })).toMatch(/API_KEY[^]*but {4}a test key/);
});
