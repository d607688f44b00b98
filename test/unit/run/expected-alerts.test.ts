import { describe, expect, it } from 'vitest';
import { ExpectedAlerts, type WrittenAlert } from '../../../src/run/expected-alerts.ts';
import type { RunAlert } from '../../../src/run/plan.ts';

const alert = (rule: string, message: string): RunAlert => ({
	rule,
	priority: 'Warning',
	time: '1',
	line: JSON.stringify({ message, rule }),
});

const RULES = new Set(['Login', 'Failure', 'Quiet']);
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
				{ rule: 'Failure', count: 1, output: 'root failed' },
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
				observed: '2 alerts\nalice logged in\nbob logged in',
			},
			{ index: 1, message: "'Quiet' gave 0 alerts", expected: 'an alert', observed: '0 alerts' },
			{
				index: 2,
				message: "no alert of 'Failure' has the text",
				expected: "an alert with the text 'alice'",
				observed: '1 alert\nroot failed',
			},
		]);
	});

	it('name a rule that does not run', () => {
		expect(mismatches({ rule: 'Logn', count: 0 })).toMatchObject([{ message: "there is no enabled rule 'Logn'" }]);
	});

	it('read the bytes of alerts as UTF-8', () => {
		const checked = new ExpectedAlerts([{ rule: 'Login', output: 'café' }]);
		checked.add({ ...alert('Login', ''), line: '{"message":"caf\xc3\xa9"}' });
		expect(checked.mismatches(RULES)).toEqual([]);
	});
});
