import type { ByteText } from '../values/byte-text.ts';
import type { ArgumentDefinition, FieldArgument } from './field.ts';

const MAX_INDEX = 2n ** 64n - 1n;

/** An argument as the plugin will get it, or the rest of Falco's message about it. */
export type ParsedArgument =
	| { readonly kind: 'argument'; readonly argument: FieldArgument }
	| { readonly kind: 'error'; readonly message: string };

/**
 * Reads the text between the brackets by what the field allows (rules facts, section 1.3). Text that is no index is
 * silently a key where the field takes both.
 */
export function parseArgument(text: ByteText, definition: ArgumentDefinition | undefined): ParsedArgument {
	if (definition === undefined || (!definition.isIndex && !definition.isKey)) {
		return {
			kind: 'error',
			message: `does not allow nor require an argument but one is provided: ${text}`,
		};
	}
	const fault = definition.isIndex ? indexFault(text) : undefined;
	if (fault !== undefined && !definition.isKey) return { kind: 'error', message: `${fault}: ${text}` };
	const index = definition.isIndex && fault === undefined ? BigInt(text) : undefined;
	return { kind: 'argument', argument: { text, index, key: definition.isKey ? text : undefined } };
}

function indexFault(text: ByteText): string | undefined {
	if (!/^[0-9]*$/.test(text)) return 'has an invalid index argument not composed only by digits';
	if (text === '' || /^0./.test(text)) return 'has an invalid index argument starting with 0';
	return BigInt(text) > MAX_INDEX ? 'has an index argument not representable on 64 bit' : undefined;
}
