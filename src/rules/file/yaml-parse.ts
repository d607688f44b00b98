import { type Mark, MarkTable, START } from './mark.ts';
import { YAML_BOUNDS } from './yaml-bounds.ts';
import { convertDocument } from './yaml-convert.ts';
import type { YamlNode } from './yaml-node.ts';
import { readDocuments } from './yaml-read.ts';

/** Why a text is not YAML, and where (Falco: LOAD_ERR_YAML_PARSE). */
export interface YamlParseError {
	readonly message: string;
	readonly mark: Mark;
}

export type YamlParseResult =
	| { readonly ok: true; readonly documents: readonly YamlNode[] }
	| { readonly ok: false; readonly error: YamlParseError };

/**
 * Reads all documents of a text into plain nodes with Falco's positions. Scalars stay text (failsafe schema), duplicate
 * keys are kept, merge keys are ordinary keys: as yaml-cpp does. Never throws.
 */
export function parseYaml(text: string): YamlParseResult {
	if (Buffer.byteLength(text) > YAML_BOUNDS.bytes) {
		return { ok: false, error: { message: `the file is larger than ${YAML_BOUNDS.bytes} bytes`, mark: START } };
	}
	const source = text.startsWith('\ufeff') ? text.slice(1) : text;
	const marks = new MarkTable(source);
	const reading = readDocuments(source, marks);
	if (!reading.ok) return reading;
	const documents: YamlNode[] = [];
	for (const { document, readable } of reading.documents) {
		const converted = convertDocument(document, readable, marks);
		if (!converted.ok) return converted;
		documents.push(converted.root);
	}
	return { ok: true, documents };
}
