import type { Capability } from '../../harness/abi/symbols.ts';
import { type ReturnedText, utf8Of } from '../../harness/protocol/returned-text.ts';
import type { Description } from '../../harness/subjects.ts';
import { UsageError } from '../errors.ts';

/** A field of get_fields, as far as a registration needs it. */
export interface LibraryField {
	name: string;
	type: string;
	isList: boolean;
	arg: { isRequired: boolean; isIndex: boolean; isKey: boolean };
	desc: string;
}

/** What a plugin says of itself, read from the texts that it returned. */
export interface LibraryFacts {
	name: string;
	version: string;
	description: string;
	contact: string;
	requiredApiVersion: string;
	capabilities: readonly Capability[];
	/** 0 where the plugin has no id. */
	id: number;
	/** Empty where the plugin has none of its own. */
	source: string;
	extractSources: readonly string[];
	fields: readonly LibraryField[];
	asyncEvents: readonly string[];
}

/** Reads a description. Throws a UsageError for a plugin that did not load or that has no name or version. */
export function libraryFacts(description: Description, library: string): LibraryFacts {
	if (description.load.kind === 'refused') {
		throw new UsageError(`${library} does not load: ${description.load.error}`, [`See: plugin-kit test ${library}`]);
	}
	const name = utf8Of(description.name);
	const version = utf8Of(description.version);
	if (name === undefined || name === '' || version === undefined || version === '') {
		throw new UsageError(`${library} does not say its name and version`, [`See: plugin-kit test ${library}`]);
	}
	return {
		name,
		version,
		description: utf8Of(description.description) ?? '',
		contact: utf8Of(description.contact) ?? '',
		requiredApiVersion: utf8Of(description.requiredApiVersion) ?? '',
		capabilities: description.capabilities,
		id: description.id ?? 0,
		source: utf8Of(description.eventSource) ?? '',
		extractSources: texts(description.extractEventSources),
		fields: array(description.fields)
			.map(fieldOf)
			.filter((field) => field !== undefined),
		asyncEvents: texts(description.asyncEvents),
	};
}

function array(text: ReturnedText): readonly unknown[] {
	try {
		const value: unknown = JSON.parse(utf8Of(text) ?? '');
		return Array.isArray(value) ? value : [];
	} catch {
		return [];
	}
}

function texts(text: ReturnedText): string[] {
	return array(text).filter((value) => typeof value === 'string');
}

function fieldOf(value: unknown): LibraryField | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { name, type, isList, arg, desc } = value as Record<string, unknown>;
	if (typeof name !== 'string' || typeof type !== 'string') return undefined;
	const { isRequired, isIndex, isKey } = (typeof arg === 'object' && arg !== null ? arg : {}) as Record<
		string,
		unknown
	>;
	return {
		name,
		type,
		isList: isList === true,
		arg: { isRequired: isRequired === true, isIndex: isIndex === true, isKey: isKey === true },
		desc: typeof desc === 'string' ? desc : '',
	};
}
