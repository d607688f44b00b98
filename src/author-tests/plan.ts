import { type FieldRequest, parseFieldRequest } from '../../harness/abi/field-request.ts';
import type { Field } from '../../harness/abi/fields.ts';
import type { FieldAnswer } from '../../harness/protocol/field-answer.ts';
import type { Inputs } from '../../harness/protocol/messages.ts';
import type { Scenario } from '../../harness/protocol/scenario.ts';
import { didYouMean } from '../project/did-you-mean.ts';
import type { Mismatch, Place } from '../report/model.ts';
import { expectedAnswer } from './expected-value.ts';
import type { AuthorTest, ExpectedValue } from './model.ts';

/** An expectation that the plugin can be asked about. */
export interface PlannedValue extends ExpectedValue {
	request: FieldRequest;
	expected: FieldAnswer;
}

export interface PlannedTest {
	scenario: Scenario;
	values: readonly PlannedValue[];
	/** The columns of the golden file that the plugin has. */
	golden: readonly FieldRequest[];
	/** What is wrong before anything runs: fields that the plugin does not have, values that a type cannot have. */
	mismatches: readonly Mismatch[];
}

/** Brings a test together with the fields of the plugin, and with what plugin-kit.yaml gives where the test says nothing. */
export function planTest(test: AuthorTest, fields: readonly Field[], inputs: Inputs): PlannedTest {
	const mismatches: Mismatch[] = [];
	const requestOf = (text: string, place: Place): FieldRequest | undefined => {
		const request = parseFieldRequest(text, fields);
		if (!('problem' in request)) return request;
		const meant = didYouMean(
			text.replace(/\[.*$/, ''),
			fields.map(({ name }) => name),
		);
		const hint = request.problem.startsWith('is no field') && meant ? ` (did you mean ${meant}?)` : '';
		mismatches.push({ message: `${text} ${request.problem}${hint}`, place });
		return undefined;
	};
	const values = test.values.flatMap((value): PlannedValue[] => {
		const request = requestOf(value.field, value.place);
		if (!request) return [];
		const expected = expectedAnswer(value.value, request.field);
		if (!('problem' in expected)) return [{ ...value, request, expected }];
		mismatches.push({ message: `${value.field} ${expected.problem}`, place: value.place });
		return [];
	});
	const goldenFields = test.golden?.fields ?? [];
	const golden = goldenFields.flatMap((text) => (test.golden ? (requestOf(text, test.golden.place) ?? []) : []));
	const known = new Set([
		...values.map(({ field }) => field),
		...(golden.length === goldenFields.length ? goldenFields : []),
	]);
	return { scenario: scenarioOf(test, inputs, known), values, golden, mismatches };
}

function scenarioOf(test: AuthorTest, inputs: Inputs, known: ReadonlySet<string>): Scenario {
	const byEvent = Map.groupBy(
		test.values.filter(({ field }) => known.has(field)),
		({ event }) => event,
	);
	const given = test.samples ?? (test.openParams === null && inputs.samples.length > 0 ? inputs.samples : null);
	return {
		initConfig: test.initConfig ?? inputs.initConfig,
		openParams: test.openParams ?? inputs.openParams ?? '',
		samples: given,
		source: test.source,
		maxEvents: readingLimit(test),
		maxMs: test.timeoutMs,
		asks: [...byEvent].map(([event, asked]) => ({ event, fields: asked.map(({ field }) => field) })),
		askEach: {
			events: test.golden?.events ?? 0,
			fields: (test.golden?.fields ?? []).filter((text) => known.has(text)),
		},
	};
}

/** Nothing is read beyond what a test looks at, so that a stream without an end needs no limit for its first values. */
function readingLimit({ limit, events, error, values, golden }: AuthorTest): number {
	if (events || error) return limit;
	return Math.min(limit, Math.max(1, golden?.events ?? 0, ...values.map(({ event }) => event)));
}
