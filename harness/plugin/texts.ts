import type { ApiFunction } from '../abi/symbols.ts';
import { readText } from '../memory/safe-read.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type { Plugin } from './plugin.ts';

/** Longest text of a descriptive function that is read; Falco has no bound. A field list of 5,000 fields fits. */
const TEXT_BOUND = 4 * 1024 * 1024;

/** As much of a text without an end as a report needs. */
const UNTERMINATED_SHOWN = 256;

/**
 * Calls a function that returns a text and copies it at once, as Falco does: the C++ SDK overwrites it in the next call.
 * `absent` where the plugin does not export it.
 */
export async function callForText(
	plugin: Plugin,
	name: ApiFunction,
	args: readonly bigint[] = [],
): Promise<ReturnedText> {
	if (!plugin.exports(name)) return { kind: 'absent' };
	return textAt(await plugin.invoke(name, args));
}

/** A text that a function returned, and where the plugin has it. */
export interface TextWithAddress {
	address: bigint;
	text: ReturnedText;
}

/** As `callForText`, for checks that read the text again later. */
export async function callForAddress(
	plugin: Plugin,
	name: ApiFunction,
	args: readonly bigint[] = [],
): Promise<TextWithAddress> {
	if (!plugin.exports(name)) return { address: 0n, text: { kind: 'absent' } };
	const address = await plugin.invoke(name, args);
	return { address, text: textAt(address) };
}

/** The text at an address that a plugin returned. */
export function textAt(address: bigint): ReturnedText {
	if (address === 0n) return { kind: 'null' };
	const text = readText(address, TEXT_BOUND);
	return text.kind === 'unterminated' ? { ...text, latin1: text.latin1.slice(0, UNTERMINATED_SHOWN) } : text;
}
