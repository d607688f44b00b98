import type { Field } from '../../harness/abi/fields.ts';
import { quoted } from '../../harness/protocol/describe-text.ts';
import { describeAnswer, type FieldAnswer } from '../../harness/protocol/field-answer.ts';
import type { ScenarioResult } from '../../harness/protocol/scenario.ts';
import type { Mismatch } from '../report/model.ts';
import type { AuthorTest } from './model.ts';
import type { PlannedValue } from './plan.ts';

/** Everything in which a life of the plugin differs from what the author's test expects of it. */
export function compare(test: AuthorTest, values: readonly PlannedValue[], result: ScenarioResult): Mismatch[] {
	if (result.kind === 'refused') return compareRefusal(test, result);
	return [...compareError(test, result), ...compareCount(test, result), ...compareValues(values, result)];
}

type Refused = Extract<ScenarioResult, { kind: 'refused' }>;
type Read = Extract<ScenarioResult, { kind: 'read' }>;

function compareRefusal({ error, place }: AuthorTest, refused: Refused): Mismatch[] {
	if (error?.call === refused.call) return compareText(error, refused.error);
	const expected = error ? `plugin_${error.call} fails` : `plugin_${refused.call} succeeds`;
	return [
		{
			message: `plugin_${refused.call} failed: ${quoted(refused.error)}`,
			place: error?.place ?? place,
			expected,
			observed: `it failed with ${quoted(refused.error)}`,
		},
	];
}

function compareText({ contains, place }: NonNullable<AuthorTest['error']>, said: string): Mismatch[] {
	if (contains === null || said.includes(contains)) return [];
	const message = 'the error text is another';
	return [{ message, place, expected: `a text with ${quoted(contains)}`, observed: quoted(said) }];
}

function compareError({ error, place }: AuthorTest, { end, endError }: Read): Mismatch[] {
	if (end === 'failure') {
		const said = endError ?? '';
		if (error?.call === 'next_batch') return compareText(error, said);
		const message = `plugin_next_batch failed: ${quoted(said)}`;
		return [{ message, place, expected: 'the stream is read to its end', observed: `it failed with ${quoted(said)}` }];
	}
	if (!error) return [];
	const message = `plugin_${error.call} did not fail`;
	return [{ message, place: error.place, expected: `plugin_${error.call} fails`, observed: 'it succeeded' }];
}

function compareCount({ events, limit, timeoutMs }: AuthorTest, read: Read): Mismatch[] {
	if (!events || (read.end === 'eof' && read.events === events.count)) return [];
	const end = {
		eof: `${read.events} until the end`,
		failure: `${read.events} until next_batch failed`,
		limit: `more than ${limit}, the limit of the test`,
		'time-limit': `${read.events} in ${timeoutMs} ms, the timeout of the test, and no end`,
	}[read.end];
	return [
		{ message: 'the number of events is another', place: events.place, expected: `${events.count}`, observed: end },
	];
}

function compareValues(values: readonly PlannedValue[], read: Read): Mismatch[] {
	const answers = new Map(read.answers.map(({ event, field, answer }) => [`${event} ${field}`, answer]));
	return values.flatMap(({ event, field, expected, place, request }): Mismatch[] => {
		const answer = answers.get(`${event} ${field}`);
		const wanted = shown(expected, request.field);
		if (!answer) {
			const observed = read.events === 1 ? 'there was only 1 event' : `there were only ${read.events} events`;
			return [{ message: `${field} of event ${event} was not asked`, place, expected: wanted, observed }];
		}
		if (sameAnswer(expected, answer)) return [];
		return [
			{
				message: `${field} of event ${event} is another`,
				place,
				expected: wanted,
				observed: shown(answer, request.field),
			},
		];
	});
}

function sameAnswer(a: FieldAnswer, b: FieldAnswer): boolean {
	if (a.kind !== 'values' || b.kind !== 'values') return a.kind === 'none' && b.kind === 'none';
	return a.values.length === b.values.length && a.values.every((value, index) => value === b.values[index]);
}

function shown(answer: FieldAnswer, { type, isList }: Field): string {
	return describeAnswer(answer, { isList, isText: type === 'string' });
}
