import { booleanOf } from '../../rules/file/yaml-node.ts';
import type { ConfigNode } from './config-node.ts';

/**
 * The compact JSON that Falco makes of a mapping in `init_config` (rules facts, section 5.1): sorted keys, and scalars
 * typed without a look at their quotes: a 32-bit integer in C notation, else a floating-point number, else a YAML 1.1
 * boolean, else text. Empty collections become null.
 */
export function jsonOfConfig(node: ConfigNode): string {
	switch (node.kind) {
		case 'null':
			return 'null';
		case 'scalar':
			return scalarJson(node.text);
		case 'sequence':
			return node.items.length === 0 ? 'null' : `[${node.items.map(jsonOfConfig).join(',')}]`;
		case 'mapping': {
			if (node.entries.length === 0) return 'null';
			const sorted = [...node.entries].sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
			return `{${sorted.map(({ key, value }) => `${JSON.stringify(key)}:${jsonOfConfig(value)}`).join(',')}}`;
		}
	}
}

function scalarJson(text: string): string {
	const integer = integerOf(text);
	if (integer !== undefined) return String(integer);
	const double = doubleOf(text);
	if (double !== undefined) return doubleJson(double);
	const boolean = booleanOf(text);
	return boolean === undefined ? JSON.stringify(text) : String(boolean);
}

/** A signed 32-bit number in C notation: decimal, `0x` and `0` bases. */
function integerOf(text: string): number | undefined {
	const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9]\d*))\s*$/.exec(text);
	if (match === null) return undefined;
	const [, sign, hex, octal, decimal] = match;
	const size = hex !== undefined ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : Number(decimal);
	const value = sign === '-' ? 0 - size : size;
	return value >= -0x8000_0000 && value <= 0x7fff_ffff ? value : undefined;
}

const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function doubleOf(text: string): number | undefined {
	// JSON has no such numbers, and the library that Falco prints with writes null.
	if (INFINITE.test(text)) return Number.NaN;
	if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)) return undefined;
	const value = Number(text);
	return Number.isFinite(value) ? value : undefined;
}

/** Digits that are printed without an exponent: up to this place before the point, and from that one behind it. */
const LARGEST_PLACE = 15;
const SMALLEST_PLACE = -4;

/** The shortest digits that give the number back, written as nlohmann::json does: always with a point or an exponent. */
function doubleJson(value: number): string {
	if (Number.isNaN(value)) return 'null';
	const sign = value < 0 || Object.is(value, -0) ? '-' : '';
	const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential().split('e');
	const digits = mantissa.replace('.', '');
	const place = value === 0 ? 1 : Number(exponent) + 1;
	if (digits.length <= place && place <= LARGEST_PLACE) return `${sign}${digits.padEnd(place, '0')}.0`;
	if (place > 0 && place <= LARGEST_PLACE) return `${sign}${digits.slice(0, place)}.${digits.slice(place)}`;
	if (place > SMALLEST_PLACE && place <= 0) return `${sign}0.${'0'.repeat(-place)}${digits}`;
	const power = place - 1;
	const shown = `${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
	return `${sign}${digits.slice(0, 1)}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${shown}`;
}
