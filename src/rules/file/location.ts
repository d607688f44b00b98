import type { Position } from '../condition/ast.ts';
import { encodeText } from '../values/byte-text.ts';
import { type Mark, START } from './mark.ts';

/** What a place in a rules file belongs to, in Falco's words. */
export type ItemType =
	| 'value for'
	| 'exceptions'
	| 'exception'
	| 'exception values'
	| 'exception value'
	| 'rules content'
	| 'rules content item'
	| 'required_engine_version'
	| 'required plugin versions'
	| 'required plugin versions entry'
	| 'required plugin versions alternative'
	| 'list'
	| 'list item'
	| 'macro'
	| 'macro condition'
	| 'rule'
	| 'rule condition'
	| 'condition expression'
	| 'rule output'
	| 'rule priority'
	| 'overrides';

export interface Location {
	readonly itemType: ItemType;
	/** The name of the rule, list, key ...; empty where there is none. */
	readonly itemName: string;
	/** The file, or the beginning of a condition in quotes. */
	readonly name: string;
	readonly mark: Mark;
}

/**
 * Where something was found: from the file inwards to the value (Falco's chain of locations). The first location is
 * always the whole file.
 */
export interface Context {
	readonly locations: readonly [Location, ...Location[]];
	/** The expanded condition that the last location counts in, instead of the file. */
	readonly expression: ExpressionPlace | undefined;
}

/** A place in a condition: what the author needs, while Falco's own numbers add the place of the whole condition. */
export interface ExpressionPlace {
	/** The condition as Falco shows it, which is not always the one that it counted in. */
	readonly text: string;
	/** The condition with its lists put in: what `at` counts in. */
	readonly expanded: string;
	readonly at: Position;
}

const EXPRESSION_NAME_BYTES = 20;
const ELLIPSIS = '...';

export function fileContext(name: string): Context {
	return { locations: [{ itemType: 'rules content', itemName: '', name, mark: START }], expression: undefined };
}

/** A context one step further in, in the same file. */
export function within(parent: Context, mark: Mark, itemType: ItemType, itemName = ''): Context {
	const { name } = parent.locations[0];
	return { locations: [...parent.locations, { itemType, itemName, name, mark }], expression: undefined };
}

/**
 * The place in a condition. Falco adds the 1-based line and column of its parser to the 0-based place of the parent, so
 * the sum points near the text, not at it; the exact place stays in `expression`.
 */
export function withinExpression(parent: Context, text: string, at: Position, expanded = text): Context {
	const { mark } = parent.locations[parent.locations.length - 1] ?? parent.locations[0];
	const location: Location = {
		itemType: 'condition expression',
		itemName: '',
		name: expressionName(text),
		mark: { offset: mark.offset + at.offset, line: mark.line + at.line, column: mark.column + at.column },
	};
	return { locations: [...parent.locations, location], expression: { text, expanded, at } };
}

/** The last and narrowest location. */
export function innermost(context: Context): Location {
	return context.locations[context.locations.length - 1] ?? context.locations[0];
}

/** The narrowest location that is in the file itself, with a place that can be shown to the author. */
export function innermostInFile(context: Context): Location {
	const inFile = context.locations.filter((location) => location.itemType !== 'condition expression');
	return inFile[inFile.length - 1] ?? context.locations[0];
}

function expressionName(text: string): string {
	const bytes = encodeText(text);
	const shown = bytes.length > EXPRESSION_NAME_BYTES ? bytes.slice(0, EXPRESSION_NAME_BYTES - ELLIPSIS.length) : bytes;
	const name = Buffer.from(shown, 'latin1')
		.toString('utf8')
		.replaceAll(/[\r\n]/g, ' ');
	return `"${name}${shown.length < bytes.length ? ELLIPSIS : ''}"`;
}
