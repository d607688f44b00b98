import { UsageError } from '../errors.ts';
import type { Language } from '../toolchain/languages.ts';
import type { ScaffoldCapability } from './capabilities.ts';
import { checkName, checkSource, fieldPrefixFor } from './names.ts';
import type { Variant } from './variants.ts';

/** Everything that decides what a new project looks like. */
export interface Answers {
	language: Language;
	name: string;
	/** The plugin's own event source, or the one that it reads; none is for all sources. */
	source: string | null;
	capabilities: readonly ScaffoldCapability[];
	/** One line. */
	description: string;
	/** URL or address for problem reports. */
	contact: string;
	/** Undefined for the usual one of the language. */
	variant?: Variant | undefined;
}

/**
 * Checks the answers against each other and against the rules of the registry.
 * @throws UsageError naming the flag that is wrong.
 */
export function checkAnswers(answers: Answers): Answers {
	checkName(answers.name);
	if (answers.source !== null) checkSource(answers.source);
	if (answers.capabilities.includes('source') && answers.source === null) {
		throw new UsageError('--source: a plugin that produces events needs an event source');
	}
	if (answers.capabilities.includes('extract')) fieldPrefixFor(answers.name);
	checkLine('--description', answers.description);
	checkLine('--contact', answers.contact);
	return answers;
}

/** Texts go into source code, YAML and Markdown, and later into the one-line cells of the registry's table. */
function checkLine(flag: string, text: string): void {
	if (text === '' || text.length > 200 || /[\p{Cc}\u2028\u2029|#`<>\\]/u.test(text)) {
		throw new UsageError(`${flag}: has to be one line of at most 200 characters, without | # \` < > and backslash`);
	}
}
