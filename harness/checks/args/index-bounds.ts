import { UINT64_MAX } from '../../abi/enums.ts';
import type { Field } from '../../abi/fields.ts';
import { defineCheck, type LiveCheck } from '../../define-check.ts';
import { type FindingDraft, judged, skipped } from '../../protocol/verdict.ts';
import type { FieldArgument } from '../../record.ts';
import { firstOfEach } from '../first-of-each.ts';
import { NO_VALUE, valuesOf } from '../values-text.ts';
import { withEvents } from '../with-state.ts';

const EVENTS = 6;
const SMALL = Array.from({ length: 9 }, (_, index) => BigInt(index));
/** Indexes that become 0 when they are cut to 32 bits come first: they show a fault without a crash. */
const CUT_TO_ZERO = [2n ** 32n, 2n ** 63n];
const LARGE = [2n ** 16n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n + 1n, 2n ** 63n - 1n, UINT64_MAX];

export default defineCheck<LiveCheck>({
	id: 'args.index-bounds',
	title: 'no index is out of bounds',
	asserts:
		'Indexes from 0 to 2^64-1 give a value or none, never a crash, and an index beyond 32 bits is not taken for a small one.',
	severity: 'error',
	capabilities: ['extract'],
	profile: 'ci',
	stage: 'live',
	isolation: 'shared',
	calls: ['init', 'open', 'next_batch', 'close', 'extract_fields', 'destroy'],
	deadlineMs: 60_000,
	why: 'libs reads the index of a rule as a 64-bit number and passes it on as it is (plugin_filtercheck.cpp).',
	fix: 'Compare arg_index, as the 64-bit number it is, with the length of the list before you use it.',
	run: (context) => {
		const fields = context.fields.filter(({ arg }) => arg?.isIndex);
		if (fields.length === 0) return Promise.resolve(skipped('no field takes an index'));
		return withEvents(context, EVENTS, async (state, events) => {
			const { plugin, settings, trying } = context;
			const findings: FindingDraft[] = [];
			for (const field of fields) {
				for (const [number, event] of events.entries()) {
					const extract = async (index: bigint) => {
						await trying(`${field.name}[${index}]`);
						const options = { number: BigInt(number + 1), source: settings.source };
						return valuesOf(await plugin.extract(state, event, [{ field, argument: indexOf(field, index) }], options));
					};
					const small: string[] = [];
					for (const index of SMALL) small.push(await extract(index));
					for (const index of CUT_TO_ZERO) {
						const draft = judgeCut(field, index, await extract(index), small);
						if (draft) findings.push(draft);
					}
					for (const index of LARGE) await extract(index);
				}
			}
			const tried = SMALL.length + CUT_TO_ZERO.length + LARGE.length;
			return judged(firstOfEach(findings), `${fields.length} fields, ${tried} indexes, ${events.length} events`);
		});
	},
});

/** A field that is index and key is given both when a rule has digits (libs plugin_filtercheck.cpp). */
function indexOf({ arg }: Field, index: bigint): FieldArgument {
	return arg?.isKey ? { kind: 'index-and-key', index, key: String(index) } : { kind: 'index', index };
}

function judgeCut(field: Field, index: bigint, value: string, [first, second]: string[]): FindingDraft | undefined {
	if (value === NO_VALUE || value !== first || first === second) return undefined;
	return {
		message: `${field.name} takes a large index for index 0`,
		call: 'plugin_extract_fields',
		expected: `${NO_VALUE} for ${field.name}[${index}]`,
		observed: `${value}, the value of ${field.name}[0]`,
	};
}
