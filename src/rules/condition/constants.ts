import { type Network, parseAddress, parseNetwork } from '../values/address.ts';
import { type ByteText, decodeText, toBytes } from '../values/byte-text.ts';
import { parseNumber } from '../values/number.ts';
import type { ValueType } from '../values/value-type.ts';
import type { Position } from './ast.ts';
import { CompileFailure } from './compile-failure.ts';
import type { CompileContext } from './operand.ts';

const MAX_LENGTH = 255;

/** The bytes of a constant that a string or a pattern is compared with. */
export function textConstant(text: ByteText, at: Position): Uint8Array {
	checkLength(text, at);
	return toBytes(text);
}

/** A constant for a numeric field, or for a `bool` field as 1 and 0. */
export function numberConstant(type: ValueType, text: ByteText, at: Position, context: CompileContext): bigint {
	checkLength(text, at);
	if (type === 'bool') {
		if (text === 'true') return 1n;
		if (text === 'false') return 0n;
		throw new CompileFailure(`filter error: unrecognized boolean value ${decodeText(text)}`, at);
	}
	const value = parseNumber(text);
	if (value === undefined) throw new CompileFailure(`${decodeText(text)} is not a valid number`, at);
	if (BigInt(text.trim()) !== value) {
		context.warnings.push({
			kind: 'quirk',
			message: `Falco compares with ${value} where ${text.trim()} is written`,
			at,
		});
	}
	return value;
}

/** A constant for an `ipaddr` field: 4 or 16 bytes. */
export function addressConstant(text: ByteText, at: Position): Uint8Array {
	checkLength(text, at);
	const parsed = parseAddress(text);
	if (parsed.kind === 'error') throw new CompileFailure(decodeText(parsed.message), at);
	return parsed.bytes;
}

/** A constant for an `ipnet` field. */
export function networkConstant(text: ByteText, at: Position, context: CompileContext): Network {
	checkLength(text, at);
	const parsed = parseNetwork(text);
	if (parsed.kind === 'error') throw new CompileFailure(decodeText(parsed.message), at);
	const { prefix } = parsed.network;
	if (!text.endsWith(`/${prefix}`)) {
		context.warnings.push({ kind: 'quirk', message: `Falco reads ${text} as a network of ${prefix} bits`, at });
	}
	return parsed.network;
}

function checkLength(text: ByteText, at: Position): void {
	if (text.length > MAX_LENGTH) throw new CompileFailure(`filter parameter too long:${decodeText(text)}`, at);
	if (text.includes('\0')) {
		throw new CompileFailure('filter error: a constant may not contain NUL bytes', at);
	}
}
