import type { Priority } from '../rules/file/priority.ts';
import { decodeText } from '../rules/values/byte-text.ts';
import type { RunAlert, RunAlertFormat } from './plan.ts';

/** An alert that a test of the author expects: of a rule, with a text in its message and with a priority where they are given. */
export interface WrittenAlert {
	readonly rule: string;
	/** How many such alerts there are; at least one where nothing is said. 0: there is none. */
	readonly count?: number;
	readonly output?: string;
	readonly priority?: Priority;
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
	/** The first alerts, for the report. */
	readonly first: string[];
}

const SHOWN_ALERTS = 3;

/** Compares alerts with what is expected as they come; keeps little of them, however many there are. */
export class ExpectedAlerts {
	readonly #expected: readonly WrittenAlert[];
	readonly #seen = new Map<string, SeenRule>();
	/** How many alerts were such as each expectation wants. */
	readonly #met: number[];

	constructor(expected: readonly WrittenAlert[]) {
		this.#expected = expected;
		this.#met = expected.map(() => 0);
	}

	add({ rule, priority, line }: RunAlert): void {
		const message = messageOf(line);
		const seen = this.#seen.get(rule) ?? { count: 0, first: [] };
		this.#seen.set(rule, seen);
		seen.count++;
		if (seen.first.length < SHOWN_ALERTS) seen.first.push(`${priority} ${message}`);
		for (const [index, wanted] of this.#expected.entries()) {
			if (wanted.rule !== rule) continue;
			if (wanted.output !== undefined && !message.includes(wanted.output)) continue;
			if (wanted.priority !== undefined && wanted.priority !== priority) continue;
			this.#met[index] = (this.#met[index] ?? 0) + 1;
		}
	}

	/**
	 * What does not hold, in the order of the expectations.
	 *
	 * @param idleReason why a rule cannot have alerted; undefined for one that ran
	 */
	mismatches(idleReason: (rule: string) => string | undefined): AlertMismatch[] {
		return this.#expected.flatMap((alert, index): AlertMismatch[] => {
			const { rule, count } = alert;
			const expected = expectation(alert);
			const reason = idleReason(rule);
			if (reason !== undefined) return [{ index, message: reason, expected, observed: 'it did not run' }];
			const met = this.#met[index] ?? 0;
			if (count === undefined ? met > 0 : met === count) return [];
			const seen = this.#seen.get(rule) ?? { count: 0, first: [] };
			return [{ index, message: difference(alert, met), expected, observed: observation(seen) }];
		});
	}
}

function difference(alert: WrittenAlert, met: number): string {
	const such = suchAs(alert);
	return such === ''
		? `'${alert.rule}' gave ${alertsText(met)}`
		: `'${alert.rule}' gave ${met === 0 ? 'no alert' : alertsText(met)}${such}`;
}

function expectation(alert: WrittenAlert): string {
	return `${alert.count === undefined ? 'an alert' : alertsText(alert.count)}${suchAs(alert)}`;
}

function suchAs({ output, priority }: WrittenAlert): string {
	const parts = [
		...(priority === undefined ? [] : [`of priority ${priority}`]),
		...(output === undefined ? [] : [`with the text '${output}'`]),
	];
	return parts.map((part) => ` ${part}`).join('');
}

function observation({ count, first }: SeenRule): string {
	if (first.length === 0) return alertsText(count);
	const more = count > first.length ? [`and ${count - first.length} more`] : [];
	return `${alertsText(count)}: ${[...first, ...more].join('; ')}`;
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
