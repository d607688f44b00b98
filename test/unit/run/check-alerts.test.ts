import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { falcoBehaviour } from '../../../src/falco/behaviour.ts';
import { type AlertCheck, checkAlerts } from '../../../src/run/check-alerts.ts';
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

async function check(
	expected: AlertCheck['expected'],
	openParams = '10',
	more: Partial<AlertCheck> = {},
	rules = RULES,
) {
	const library = await buildEvents();
	const configured = { name: 'events', library, initConfig: '', openParams, place: 'test' };
	const fields = EVENTS_FIELDS.map((field) => ({ ...field, description: '' }));
	const plugin = sourceOf('events', 'events_src', { configured, id: 999, capabilities: ['source', 'extract'], fields });
	const rulesFiles = [join(folderWith({ 'rules.yaml': rules }), 'rules.yaml')];
	return checkAlerts(
		{
			expected,
			plugins: [plugin],
			rulesFiles,
			falco: falcoBehaviour(),
			limit: 5,
			timeoutMs: 60_000,
			timeoutScale: 1,
			samples: null,
			...more,
		},
		runSources,
	);
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
		const { mismatches } = await check([{ rule: 'Even Event', output: 'even 6' }, { rule: 'Evn Event' }]);
		expect(mismatches).toMatchObject([
			{
				index: 0,
				message: "'Even Event' gave no alert with the text 'even 6'",
				observed: '3 alerts: Notice even 0; Notice even 2; Notice even 4',
			},
			{ index: 1, message: "there is no rule 'Evn Event' (did you mean 'Even Event'?)" },
		]);
	});

	it('that cannot come are told with the reason', async () => {
		const rules = `${RULES}
- { rule: Off, desc: d, condition: e.num = 1, output: x, priority: NOTICE, source: events_src, enabled: false }
- { rule: Elsewhere, desc: d, condition: x.y = 1, output: x, priority: NOTICE, source: other_src }
`;
		const { mismatches } = await check([{ rule: 'Off' }, { rule: 'Elsewhere', count: 0 }], '10', {}, rules);
		expect(mismatches.map(({ message }) => message)).toEqual([
			"the rule 'Off' is not enabled",
			"the rule 'Elsewhere' is for the event source 'other_src', and the events are of 'events_src'",
		]);
	});

	it('may be those of payloads in the place of events of the plugin', async () => {
		const payloads = [2n, 3n, 8n].map((number) => {
			const bytes = Buffer.alloc(8);
			bytes.writeBigUInt64LE(number);
			return bytes.toString('latin1');
		});
		const samples = { source: 'events_src', payloads };
		const { mismatches, ends, events } = await check(
			[
				{ rule: 'Even Event', count: 2 },
				{ rule: 'Even Event', output: 'even 8' },
			],
			'refuse',
			{ samples },
		);
		expect(mismatches).toEqual([]);
		expect(events).toBe(3);
		expect(ends).toMatchObject([{ how: 'eof' }]);
	});

	it('are those until the time of the test is over', async () => {
		const { ends, events } = await check([{ rule: 'Even Event' }], '', { limit: 1e12, timeoutMs: 300 });
		expect(ends).toMatchObject([{ how: 'limit' }]);
		expect(events).toBeGreaterThan(0);
	});

	it('are not judged alone: how the source ended is told too', async () => {
		const { ends } = await check([{ rule: 'Even Event', count: 0 }], 'refuse');
		expect(ends).toMatchObject([{ how: 'failure', message: expect.stringContaining('nothing to open') }]);
	});
});
