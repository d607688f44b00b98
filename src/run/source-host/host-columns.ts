import type { Collector } from '../../../harness/native/collector.ts';
import type { BytesColumn, FieldColumn, NumberColumn } from '../../rules/fields/batch.ts';
import { type EventFacts, eventFieldValue, printPayload } from '../../rules/fields/event-fields.ts';
import type { FieldRef } from '../../rules/fields/field.ts';
import { memoryColumn } from '../../rules/fields/memory-batch.ts';
import { staticFieldValue } from '../../rules/fields/static-fields.ts';
import { type ByteText, encodeText, fromBytes, toBytes } from '../../rules/values/byte-text.ts';
import type { TimeZone } from '../../rules/values/time.ts';

/** What the built-in fields say that is the same for all events of a source. */
export interface HostFacts {
	readonly source: string;
	readonly pluginName: string;
	readonly hostname: string;
	readonly zone: TimeZone;
	readonly staticFields: Readonly<Record<string, string>>;
}

/** Where the payload of a plugin event and the name of an async event begin. */
const PAYLOAD_AT = 38;
const ASYNC_NAME_AT = 42;

/**
 * The columns of the `evt` and `static` fields. Numbers that the native host counts, and what never changes, are laid out
 * once and cost nothing an event; texts are made for the rows that are asked for.
 */
export class HostColumns {
	readonly #collector: Collector;
	readonly #facts: HostFacts;
	readonly #times: BigUint64Array;
	readonly #numbers: BigUint64Array;
	readonly #ones: Uint8Array;

	constructor(collector: Collector, facts: HostFacts) {
		this.#collector = collector;
		this.#facts = facts;
		this.#times = new BigUint64Array(collector.times.buffer);
		this.#numbers = new BigUint64Array(collector.numbers.buffer);
		this.#ones = new Uint8Array(this.#times.length).fill(1);
	}

	numberOf(row: number): number {
		return Number(this.#numbers[row]);
	}

	timeOf(row: number): bigint {
		return this.#times[row] ?? 0n;
	}

	/** The column of a field that is right for every batch, or undefined where `made` has to make one for each. */
	lasting(ref: FieldRef): FieldColumn | undefined {
		switch (ref.definition.name) {
			case 'evt.num':
				return this.#counted(this.#collector.numbers);
			case 'evt.rawtime':
				return this.#counted(this.#collector.times);
			case 'evt.is_async':
				return this.#counted(this.#collector.asyncs);
			case 'evt.source':
				return this.#constant(encodeText(this.#facts.source));
			case 'evt.hostname':
				return this.#constant(encodeText(this.#facts.hostname));
			default: {
				if (ref.owner.name !== 'static') return undefined;
				const value = staticFieldValue(ref.definition.name, this.#facts.staticFields);
				return typeof value === 'string' ? this.#constant(value) : undefined;
			}
		}
	}

	/** The column of a field for the rows that are marked, or for all; the others have no value. */
	made(ref: FieldRef, rows: number, marks: Uint8Array | undefined): FieldColumn {
		const values = Array.from({ length: rows }, (_, row) =>
			marks === undefined || marks[row] !== 0 ? eventFieldValue(ref.definition.name, this.#factsOf(row)) : undefined,
		);
		return memoryColumn(ref, values);
	}

	#factsOf(row: number): EventFacts {
		const isAsync = this.#collector.asyncs[2 * row] !== 0;
		return {
			number: this.#numbers[row] ?? 0n,
			timestamp: this.timeOf(row),
			firstTimestamp: this.#collector.firstTime,
			source: encodeText(this.#facts.source),
			pluginName: isAsync ? undefined : encodeText(this.#facts.pluginName),
			pluginInfo: () => (isAsync ? undefined : this.#pluginInfo(row)),
			asyncName: isAsync ? asyncNameOf(this.#collector.eventAt(row)) : undefined,
			hostname: encodeText(this.#facts.hostname),
			zone: this.#facts.zone,
		};
	}

	#pluginInfo(row: number): ByteText {
		const { summaries } = this.#collector;
		const told =
			summaries.kind === 'bytes' && summaries.present[row] !== 0
				? fromBytes(summaries.bytes.subarray(summaries.starts[row], summaries.ends[row]))
				: '';
		return told === '' ? printPayload(fromBytes(this.#collector.eventAt(row).subarray(PAYLOAD_AT))) : told;
	}

	#counted(words: Uint32Array): NumberColumn {
		return { kind: 'number', present: this.#ones, words };
	}

	#constant(text: ByteText): BytesColumn {
		const rows = this.#ones.length;
		const bytes = toBytes(text);
		return {
			kind: 'bytes',
			present: this.#ones,
			bytes,
			starts: new Uint32Array(rows),
			ends: new Uint32Array(rows).fill(bytes.length),
		};
	}
}

function asyncNameOf(event: Uint8Array): ByteText {
	const end = event.indexOf(0, ASYNC_NAME_AT);
	return fromBytes(event.subarray(ASYNC_NAME_AT, end < 0 ? event.length : end));
}
