import { describe, expect, it } from 'vitest';
import { AlertStatistics } from '../../../../src/rules/alert/statistics.ts';
import { alertsOfProbe } from './probe-alerts.ts';

describe('AlertStatistics', () => {
	it('count by severity and by rule, in order, and only what happened', () => {
		const rules = ['a:Debug:p.str exists', 'b:Warning:p.null exists', 'c:Info:p.u64 = 42', 'd:debug:p.bt = true']
			.map((text) => text.split(':'))
			.map(
				([name, priority, condition]) =>
					`- {rule: ${name}, desc: d, condition: ${condition}, priority: ${priority}, source: probe_src, output: o}\n`,
			);
		expect(alertsOfProbe(rules.join(''), 'text').slice(3)).toEqual([
			'Events detected: 3',
			'Rule counts by severity:',
			'   INFO: 1',
			'   DEBUG: 2',
			'Triggered rules by rule name:',
			'   a: 1',
			'   c: 1',
			'   d: 1',
		]);
	});

	it('refuses a rule that there is not', () => {
		expect(() => new AlertStatistics([]).add(0)).toThrow(RangeError);
	});
});
