import { decodeText } from '../rules/values/byte-text.ts';
import type { RunAlert, RunAlertFormat } from './plan.ts';

/**
 * An alert that a test of the author expects, as written under `expect.alerts` of tests/*.yaml: how often a rule alerts
 * (at least once where nothing is said), and a text that is in the message of one of its alerts.
 */
export interface WrittenAlert {
	readonly rule: string;
	/** 0: the rule must not alert. */
	readonly count?: number;
	readonly output?: string;
}

/** What an expectation found instead. */
export interface AlertMismatch {
	/** The place of the expectation in the list. */
	readonly index: number;
	readonly message: string;
	readonly expected: string;
	readonly observed: string;
}

/** What is kept of the alerts of one rule. */
interface SeenRule {
	count: number;
	/** The first messages, for the report. */
	readonly first: string[];
	/** Expectations whose text was in a message. */
	readonly found: Set<number>;
}

const SHOWN_MESSAGES = 3;

/** Compares alerts with what is expected as they come; keeps little of them, however many there are. */
export class ExpectedAlerts {
	readonly #expected: readonly WrittenAlert[];
	readonly #seen = new Map<string, SeenRule>();

	constructor(expected: readonly WrittenAlert[]) {
		this.#expected = expected;
	}

	add({ rule, line }: RunAlert): void {
		const message = messageOf(line);
		const seen = this.#seen.get(rule) ?? { count: 0, first: [], found: new Set() };
		this.#seen.set(rule, seen);
		seen.count++;
		if (seen.first.length < SHOWN_MESSAGES) seen.first.push(message);
		for (const [index, { rule: wanted, output }] of this.#expected.entries()) {
			if (wanted === rule && output !== undefined && message.includes(output)) seen.found.add(index);
		}
	}

	/** What does not hold, in the order of the expectations. `rules` are those that ran. */
	mismatches(rules: ReadonlySet<string>): AlertMismatch[] {
		return this.#expected.flatMap((alert, index): AlertMismatch[] => {
			const { rule, count, output } = alert;
			const expected = expectation(alert);
			if (!rules.has(rule)) {
				return [{ index, message: `there is no enabled rule '${rule}'`, expected, observed: 'no such rule' }];
			}
			const seen = this.#seen.get(rule) ?? { count: 0, first: [], found: new Set<number>() };
			const observed = `${alertsText(seen.count)}${seen.first.map((message) => `\n${message}`).join('')}`;
			if (count === undefined ? seen.count === 0 && output === undefined : seen.count !== count) {
				return [{ index, message: `'${rule}' gave ${alertsText(seen.count)}`, expected, observed }];
			}
			if (output === undefined || seen.found.has(index)) return [];
			return [{ index, message: `no alert of '${rule}' has the text`, expected, observed }];
		});
	}
}

function expectation({ count, output }: WrittenAlert): string {
	const number = count === undefined ? 'an alert' : alertsText(count);
	return output === undefined ? number : `${number} with the text '${output}'`;
}

function alertsText(count: number): string {
	return `${count} alert${count === 1 ? '' : 's'}`;
}

/** The properties of JSON alerts that expectations need. */
export const EXPECTATION_FORMAT = { shape: 'json', include: ['message'] } as const satisfies Partial<RunAlertFormat>;

function messageOf(line: RunAlert['line']): string {
	const alert: unknown = JSON.parse(decodeText(line));
	if (typeof alert === 'object' && alert !== null && 'message' in alert) return String(alert.message);
	throw new Error('an alert for an expectation has no message');
}
