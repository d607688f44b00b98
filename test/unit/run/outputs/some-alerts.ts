import type { Priority } from '../../../../src/rules/file/priority.ts';
import type { RunAlert } from '../../../../src/run/plan.ts';

/** An alert with this line, one char a byte. */
export function alertOf(line: string, priority: Priority = 'Warning'): RunAlert {
	return { rule: 'A Rule', priority, time: '1700000000123456789', line };
}

export function someAlerts(count: number): RunAlert[] {
	return Array.from({ length: count }, (_, index) => alertOf(`alert ${index}`));
}
