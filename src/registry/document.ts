import { readFileSync, statSync } from 'node:fs';
import {
	type Document,
	isMap,
	isSeq,
	LineCounter,
	type ParsedNode,
	parseDocument,
	type YAMLMap,
	type YAMLSeq,
} from 'yaml';
import { CannotRunError, UsageError } from '../errors.ts';
import { unresolvedAlias } from './unresolved-alias.ts';

/** Larger than any registry will be for decades (24 KB in 2026); what is larger is not one. */
const MAX_BYTES = 4 << 20;

/** Aliases that may be expanded, so that a small file cannot fill the memory. */
const MAX_ALIASES = 100;

/** A place in a file, both counted from 1. */
export interface Position {
	line: number;
	column: number;
}

/** A registry file as text and as a syntax tree that knows where everything stands. */
export interface RegistryDocument {
	file: string;
	text: string;
	tree: Document.Parsed<ParsedNode>;
	positionAt(offset: number): Position;
}

/** What a YAML text is called in which file; the tree has the errors of YAML 1.2 and of duplicate keys. */
export function parseRegistryText(text: string, file: string): RegistryDocument {
	const lineCounter = new LineCounter();
	const tree = parseDocument(text, { lineCounter, keepSourceTokens: true, uniqueKeys: true });
	return {
		file,
		text,
		tree,
		positionAt: (offset) => {
			const { line, col } = lineCounter.linePos(offset);
			return { line: Math.max(line, 1), column: Math.max(col, 1) };
		},
	};
}

/** Reads a registry file. Throws a UsageError when it is not there, not a file, not UTF-8 or far too large. */
export function readRegistryFile(file: string): string {
	let bytes: Buffer;
	try {
		const stat = statSync(file);
		if (!stat.isFile()) throw new UsageError(`${file} is not a file`, ['Name the registry.yaml itself.']);
		if (stat.size > MAX_BYTES) throw new UsageError(`${file} has ${stat.size} bytes: too large for a registry`);
		bytes = readFileSync(file);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`no such file: ${file}`);
		throw new CannotRunError(`cannot read ${file}: ${code ?? (error as Error).message}`, [], { cause: error });
	}
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw new UsageError(`${file} is not UTF-8`);
	}
}

/** The first YAML error as one line without the excerpt, or undefined. */
export function syntaxErrorOf(document: RegistryDocument): { message: string; position: Position } | undefined {
	const [error] = document.tree.errors;
	const alias = unresolvedAlias(document.tree);
	if (error === undefined && alias === undefined) return undefined;
	if (error === undefined) {
		return { message: `no anchor is called ${alias?.source}`, position: document.positionAt(alias?.range?.[0] ?? 0) };
	}
	const [first = error.message] = error.message.split('\n');
	return { message: first.replace(/ at line \d+, column \d+:?$/, ''), position: document.positionAt(error.pos[0]) };
}

/** The list of entries, where the file has one. */
export function entriesNode(document: RegistryDocument): YAMLSeq.Parsed | undefined {
	if (!isMap(document.tree.contents)) return undefined;
	const node = document.tree.get('plugins', true);
	return isSeq(node) ? (node as YAMLSeq.Parsed) : undefined;
}

/** The node of the entry with this name, where there is one. */
export function entryNode(document: RegistryDocument, name: string): YAMLMap.Parsed | undefined {
	return entriesNode(document)?.items.find(
		(item): item is YAMLMap.Parsed => isMap(item) && String(item.get('name')) === name,
	);
}

/** The plain values of a file whose tree has no errors. */
export function contentOf(document: RegistryDocument): unknown {
	try {
		return document.tree.toJS({ maxAliasCount: MAX_ALIASES });
	} catch (error) {
		throw new UsageError(`${document.file}: ${(error as Error).message.split('\n')[0]}`);
	}
}
