import { describe, expect, it } from 'vitest';
import { ExpectedAlerts, type WrittenAlert } from '../../../src/run/expected-alerts.ts';
import type { RunAlert } from '../../../src/run/plan.ts';

const alert = (rule: string, message: string): RunAlert => ({
	rule,
	priority: 'Warning',
	time: '1',
	line: JSON.stringify({ message, rule }),
});

const RULES = (rule: string) =>
	['Login', 'Failure', 'Quiet'].includes(rule) ? undefined : `there is no rule '${rule}'`;
const ALERTS = [alert('Login', 'alice logged in'), alert('Login', 'bob logged in'), alert('Failure', 'root failed')];

function mismatches(...expected: WrittenAlert[]) {
	const checked = new ExpectedAlerts(expected);
	for (const one of ALERTS) checked.add(one);
	return checked.mismatches(RULES);
}

describe('expected alerts', () => {
	it('hold by number, by text, or by being there at all', () => {
		expect(
			mismatches(
				{ rule: 'Login' },
				{ rule: 'Login', count: 2 },
				{ rule: 'Login', output: 'bob' },
				{ rule: 'Failure', count: 1, output: 'root failed', priority: 'Warning' },
				{ rule: 'Login', count: 1, output: 'alice' },
				{ rule: 'Login', count: 0, priority: 'Critical' },
				{ rule: 'Quiet', count: 0 },
			),
		).toEqual([]);
	});

	it('tell what came instead', () => {
		expect(mismatches({ rule: 'Login', count: 3 }, { rule: 'Quiet' }, { rule: 'Failure', output: 'alice' })).toEqual([
			{
				index: 0,
				message: "'Login' gave 2 alerts",
				expected: '3 alerts',
				observed: '2 alerts: Warning alice logged in; Warning bob logged in',
			},
			{ index: 1, message: "'Quiet' gave 0 alerts", expected: 'an alert', observed: '0 alerts' },
			{
				index: 2,
				message: "'Failure' gave no alert with the text 'alice'",
				expected: "an alert with the text 'alice'",
				observed: '1 alert: Warning root failed',
			},
		]);
	});

	it('tell a priority that is another, and how many alerts are not shown', () => {
		const checked = new ExpectedAlerts([{ rule: 'Login', priority: 'Critical', count: 2 }]);
		for (let index = 0; index < 5; index++) checked.add(alert('Login', `user ${index}`));
		expect(checked.mismatches(RULES)).toEqual([
			{
				index: 0,
				message: "'Login' gave no alert of priority Critical",
				expected: '2 alerts of priority Critical',
				observed: '5 alerts: Warning user 0; Warning user 1; Warning user 2; and 2 more',
			},
		]);
	});

	it('name a rule that does not run', () => {
		expect(mismatches({ rule: 'Logn', count: 0 })).toMatchObject([{ message: "there is no rule 'Logn'" }]);
	});

	it('read the bytes of alerts as UTF-8', () => {
		const checked = new ExpectedAlerts([{ rule: 'Login', output: 'café' }]);
		checked.add({ ...alert('Login', ''), line: '{"message":"caf\xc3\xa9"}' });
		expect(checked.mismatches(RULES)).toEqual([]);
	});
});
