import { UsageError } from '../errors.ts';
import { parseRegistryText, readRegistryFile, syntaxErrorOf } from './document.ts';
import { explainLayout, layoutOf } from './layout.ts';
import { decodeOfficially, type OfficialRegistry } from './official/decode.ts';

/** Reads a registry of today's layout for its values. Throws a UsageError that says where the file is wrong. */
export function readRegistry(file: string): OfficialRegistry {
	return registryIn(readRegistryFile(file), file);
}

/** The registry in a text; `file` is what errors call it. */
export function registryIn(text: string, file: string): OfficialRegistry {
	const document = parseRegistryText(text, file);
	const syntax = syntaxErrorOf(document);
	const checkIt = [`See all that is wrong with it: plugin-kit registry check ${file}`];
	if (syntax !== undefined) {
		const { line, column } = syntax.position;
		throw new UsageError(`${file}:${line}:${column}: ${syntax.message}`, checkIt);
	}
	const layout = layoutOf(document);
	if (layout.kind !== 'current') {
		const { line, column } = document.positionAt(layout.offset);
		const { message, fix } = explainLayout(layout);
		throw new UsageError(`${file}:${line}:${column}: ${message}`, [fix]);
	}
	const decoding = decodeOfficially(text);
	if (decoding.kind === 'refused') throw new UsageError(`${file}:${decoding.line}: ${decoding.reason}`, checkIt);
	return decoding.registry;
}
