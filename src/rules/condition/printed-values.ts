import type { EventBatch } from '../fields/batch.ts';
import { toBytes } from '../values/byte-text.ts';
import { fromWords } from '../values/number.ts';
import { printScalar } from '../values/print.ts';
import type { ValueType } from '../values/value-type.ts';
import { type BytesReader, MISSING, type Reader } from './readers.ts';

/** Values of any type as the text that Falco prints for them. */
export class PrintedValues implements BytesReader {
	readonly kind = 'bytes';
	readonly start = 0;
	bytes: Uint8Array = new Uint8Array();
	readonly #type: ValueType;
	readonly #source: Reader;

	constructor(operand: { readonly type: ValueType; readonly reader: Reader }) {
		this.#type = operand.type;
		this.#source = operand.reader;
	}

	get end(): number {
		return this.bytes.length;
	}

	load(batch: EventBatch, event: number): number {
		const count = this.#source.load(batch, event);
		if (count !== MISSING) this.pick(0);
		return count;
	}

	pick(index: number): void {
		this.#source.pick(index);
		this.bytes = toBytes(printScalar(this.#type, currentValue(this.#source)));
	}
}

/** An operand as text: strings as they are. */
export function printed(operand: { readonly type: ValueType; readonly reader: Reader }): BytesReader {
	const { type, reader } = operand;
	return type === 'string' && reader.kind === 'bytes' ? reader : new PrintedValues(operand);
}

/** The value at which a reader stands, as something of its own. */
export function currentValue(reader: Reader): Uint8Array | bigint {
	if (reader.kind === 'bytes') return reader.bytes.slice(reader.start, reader.end);
	return fromWords(reader.low, reader.high);
}
