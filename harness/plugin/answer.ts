import { RC } from '../abi/enums.ts';
import type { FieldRequest } from '../abi/field-request.ts';
import type { Field } from '../abi/fields.ts';
import { describeReturned, lossyTextOf } from '../protocol/describe-text.ts';
import { addressText, type FieldAnswer, type PlainValue } from '../protocol/field-answer.ts';
import type { ExtractedField, FieldValue } from '../record.ts';
import { extractFields } from './extract.ts';
import { lastError } from './init.ts';
import type { Plugin } from './plugin.ts';

/** Asks for one field of one event, in a call of its own as Falco does, and puts the answer into plain values. */
export async function answerOf(
	plugin: Plugin,
	state: bigint,
	event: { bytes: Uint8Array; number: bigint; source: string },
	request: FieldRequest,
): Promise<FieldAnswer> {
	const { number, source } = event;
	const { rc, fields } = await extractFields(plugin, state, event.bytes, [request], { number, source });
	if (rc !== RC.SUCCESS) {
		const error = lossyTextOf(await lastError(plugin, state));
		return { kind: 'failed', error: error ?? `extract_fields returned ${rc}` };
	}
	const [extracted] = fields;
	if (!extracted) throw new Error('one request without a result');
	return readAnswer(extracted, request.field);
}

function readAnswer({ resLen, values }: ExtractedField, field: Field): FieldAnswer {
	if (resLen === null) return { kind: 'unreadable', reason: 'res_len was not written' };
	if (resLen === 0n) return { kind: 'none' };
	if (!values) return { kind: 'unreadable', reason: `${resLen} values that cannot be read` };
	if (!field.isList && resLen > 1n) {
		return { kind: 'unreadable', reason: `${resLen} values of a field that is no list` };
	}
	const plain: PlainValue[] = [];
	for (const value of values) {
		const read = plainValue(value);
		if (typeof read === 'object') return read;
		plain.push(read);
	}
	return { kind: 'values', values: plain };
}

function plainValue(value: FieldValue): PlainValue | Extract<FieldAnswer, { kind: 'unreadable' }> {
	switch (value.kind) {
		case 'uint64':
			return value.value.toString();
		case 'bool':
			return value.value !== 0;
		case 'string':
			return lossyTextOf(value.text) ?? { kind: 'unreadable', reason: `text that is ${describeReturned(value.text)}` };
		case 'bytes':
			return value.bytes === null
				? { kind: 'unreadable', reason: `an address of ${value.length} bytes that cannot be read` }
				: addressText(value.bytes);
	}
}
