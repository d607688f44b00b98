import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAlerts } from '../../../src/run/check-alerts.ts';
import { runSources } from '../../../src/run/run-sources.ts';
import { buildEvents, EVENTS_FIELDS } from './events-plan.ts';
import { sourceOf } from './loading/some-plugins.ts';
import { folderWith } from './run-here.ts';

const RULES = `- rule: Even Event
  desc: an even number
  condition: e.even = true
  output: even %e.num
  priority: NOTICE
  source: events_src
`;

async function check(expected: Parameters<typeof checkAlerts>[0]['expected'], openParams = '10') {
	const library = await buildEvents();
	const configured = { name: 'events', library, initConfig: '', openParams, place: 'test' };
	const fields = EVENTS_FIELDS.map((field) => ({ ...field, description: '' }));
	const plugin = sourceOf('events', 'events_src', { configured, id: 999, capabilities: ['source', 'extract'], fields });
	const rulesFiles = [join(folderWith({ 'rules.yaml': RULES }), 'rules.yaml')];
	return checkAlerts({ expected, plugins: [plugin], rulesFiles, limit: 5, timeoutScale: 1 }, runSources);
}

describe('alerts that a test expects', () => {
	it('are looked for among those of the rules, up to the limit of the test', async () => {
		const held = await check([
			{ rule: 'Even Event', count: 3 },
			{ rule: 'Even Event', output: 'even 4' },
		]);
		expect(held.mismatches).toEqual([]);
		expect(held.ends).toMatchObject([{ how: 'limit' }]);
	});

	it('that did not come are told', async () => {
		const { mismatches } = await check([{ rule: 'Even Event', output: 'even 6' }, { rule: 'Odd Event' }]);
		expect(mismatches).toMatchObject([
			{ index: 0, message: "no alert of 'Even Event' has the text", observed: '3 alerts\neven 0\neven 2\neven 4' },
			{ index: 1, message: "there is no enabled rule 'Odd Event'" },
		]);
	});

	it('are not judged alone: how the source ended is told too', async () => {
		const { ends } = await check([{ rule: 'Even Event', count: 0 }], 'refuse');
		expect(ends).toMatchObject([{ how: 'failure', message: expect.stringContaining('nothing to open') }]);
	});
});
