import type { Definition } from './definition.ts';
import { malformed } from './item-values.ts';
import { LoadFailure, type LoadWarning, type SchemaVerdict, type Warn } from './load-result.ts';
import { type Context, fileContext, within } from './location.ts';
import { readItem } from './read-item.ts';
import { checkSchema } from './schema.ts';
import type { YamlNode } from './yaml-node.ts';
import { parseYaml } from './yaml-parse.ts';

/** A rules file by its name, which is only shown, and its text. */
export interface RulesFile {
	readonly name: string;
	readonly text: string;
}

/** What reading a file gave besides its definitions. */
export interface FileReading {
	readonly schema: SchemaVerdict;
	readonly warnings: readonly LoadWarning[];
	/** What stopped the reading; the definitions before it were given out. */
	readonly failure: LoadFailure | undefined;
}

/**
 * Reads a rules file: all its documents, item by item, giving each definition to `apply` as soon as it is read. `apply`
 * may throw `LoadFailure` as well; the first failure ends the reading. Never throws anything else for any text.
 */
export function readRulesFile(file: RulesFile, apply: (definition: Definition, warn: Warn) => void): FileReading {
	const context = fileContext(file.name);
	const warnings: LoadWarning[] = [];
	const warn: Warn = (code, message, place) => warnings.push({ code, message, context: place });
	const parsed = parseYaml(file.text);
	if (!parsed.ok) {
		const { message, mark } = parsed.error;
		const failure = new LoadFailure('LOAD_ERR_YAML_PARSE', message, within(context, mark, 'value for'));
		return { schema: { status: 'none', warnings: [] }, warnings, failure };
	}
	const schema = checkSchema(parsed.documents);
	try {
		for (const document of parsed.documents) readDocument(document, context, apply, warn);
		return { schema, warnings, failure: undefined };
	} catch (error) {
		if (!(error instanceof LoadFailure)) throw error;
		return { schema, warnings, failure: error };
	}
}

function readDocument(
	document: YamlNode,
	context: Context,
	apply: (definition: Definition, warn: Warn) => void,
	warn: Warn,
): void {
	if (document.kind === 'null') return;
	if (document.kind === 'scalar') malformed('Rules content is not yaml', context);
	if (document.kind === 'mapping') malformed('Rules content is not yaml array of objects', context);
	for (const item of document.items) {
		if (item.kind === 'null') continue;
		for (const definition of readItem(item, context, warn)) apply(definition, warn);
	}
}
