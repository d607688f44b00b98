import { decodeText } from '../values/byte-text.ts';
import type { Comparison, ConstantList, ConstantValue } from './ast.ts';
import type { CompileContext, CompiledOperand } from './operand.ts';
import { FUNCTIONS } from './operators.ts';

const BLANKS = /[ \t\n\r\b\v\f]/;
const BLANKS_EVERYWHERE = new RegExp(BLANKS, 'g');
const LOOKS_LIKE_CALL = new RegExp(`^(?:val|${FUNCTIONS.join('|')})\\(.*\\)$`, 's');

/**
 * Warns of constants that are probably not what was meant: the three warnings of Falco (rules facts, section 1.9), and
 * what Falco takes without a word.
 */
export function checkLooksMistaken(
	comparison: Comparison,
	left: CompiledOperand,
	right: ConstantValue | ConstantList,
	context: CompileContext,
): void {
	const { operator, modifier } = comparison;
	const { at } = right;
	const texts = right.kind === 'values' ? right.items : [right.text];
	for (const text of texts) {
		const bare = BLANKS.test(text) ? text.replaceAll(BLANKS_EVERYWHERE, '') : text;
		if (context.fields.has(bare)) {
			warn('falco', `'${decodeText(text)}' may be a valid field wrongly interpreted as a string value`);
		} else if (bare.endsWith(')') && LOOKS_LIKE_CALL.test(bare)) {
			warn('falco', `'${decodeText(text)}' may be a valid field transformer wrongly interpreted as a string value`);
		}
		const simpler = operator === 'regex' ? simplerOperator(text) : undefined;
		if (simpler !== undefined) {
			warn(
				'falco',
				`'${decodeText(text)}' has no special regex characters: consider using '${simpler}' instead of 'regex'`,
			);
		}
	}
	if (texts.length === 0) warn('quirk', 'an empty list is never matched, not even by !=');
	if (left.type === 'string' && /^[<>]/.test(operator)) {
		warn('quirk', `'${operator}' compares strings byte by byte, not as numbers: "42" is less than 5`);
	}
	if (operator === '!=' && modifier === 'anyof' && new Set(texts).size > 1) {
		warn(
			'quirk',
			"'!= anyof' with several values is true for every value: '!= allof' or 'not ... in' is probably meant",
		);
	}

	function warn(kind: 'falco' | 'quirk', message: string): void {
		context.warnings.push({ kind, message, at });
	}
}

const SPECIAL = /[\\^$.|?*+()[\]{}]/;

/** The operator that does what a pattern does which is text but for an anchor or `.*` at an end. */
function simplerOperator(pattern: string): string | undefined {
	const isOpenLeft = /^\.[*+?]/.test(pattern);
	const isOpenRight = /\.[*+?]$/.test(pattern);
	const inner = pattern.replace(/^(?:\^|\.[*+?])/, '').replace(/(?:\$|\.[*+?])$/, '');
	if (SPECIAL.test(inner)) return undefined;
	if (isOpenLeft && isOpenRight) return 'contains';
	if (isOpenLeft) return 'endswith';
	return isOpenRight ? 'startswith' : '=';
}
