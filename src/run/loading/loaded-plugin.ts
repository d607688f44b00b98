import { decideLoad } from '../../../harness/abi/api-versions.ts';
import { parseFields } from '../../../harness/abi/fields.ts';
import type { Capability } from '../../../harness/abi/symbols.ts';
import { type ReturnedText, utf8Of } from '../../../harness/protocol/returned-text.ts';
import type { Description, FalcoBehaviour, SharedObject } from '../../../harness/subjects.ts';
import { loadRefusal } from '../../falco/load-refusal.ts';
import type { FieldDefinition } from '../../rules/fields/field.ts';
import type { ConfiguredPlugin } from '../config/model.ts';
import { configProblem } from './init-schema.ts';

/** A plugin that Falco would have loaded, and what it says of itself. */
export interface LoadedPlugin {
	readonly configured: ConfiguredPlugin;
	/** What it was written in; null for a file that says nothing of it. */
	readonly language: SharedObject['language'] | null;
	/** As init gets it: `{}` where nothing is configured and there is a schema. */
	readonly initConfig: string;
	readonly name: string;
	readonly version: string;
	readonly description: string;
	readonly contact: string;
	/** 0 where it has none. */
	readonly id: number;
	/** The event source that it provides. */
	readonly source: string | null;
	readonly capabilities: readonly Capability[];
	/** In its own order: the place of a field is its field id. */
	readonly fields: readonly LoadedField[];
	/** The sources that each capability is for; `null` means every one (facts on the plugin API, 4.4). */
	readonly compatible: Readonly<Record<'extract' | 'parse' | 'async', ReadonlySet<string> | null>>;
	readonly initSchema: string | null;
}

export interface LoadedField extends FieldDefinition {
	readonly description: string;
}

/** Why Falco would not go on with a plugin or with rules: what the author has to look at, so exit code 1. */
export class Refusal extends Error {
	/** What to do, each a sentence of its own. */
	readonly suggestions: readonly string[];

	constructor(message: string, suggestions: readonly string[] = []) {
		super(message);
		this.suggestions = suggestions;
	}
}

/**
 * What Falco makes of a description at load, in its order.
 * @throws Refusal in Falco's words as far as the facts on its messages have them
 */
export function loadedPlugin(
	configured: ConfiguredPlugin,
	language: LoadedPlugin['language'],
	description: Description,
	falco: FalcoBehaviour,
): LoadedPlugin {
	const refuse = (message: string): never => {
		throw new Refusal(message, [`See all that is wrong with it: plugin-kit test ${configured.library}`]);
	};
	const refusal = loadRefusal(description) ?? versionRefusal(description, falco);
	if (refusal !== undefined) refuse(`cannot load plugin ${configured.library}: ${refusal}`);
	const name = utf8Of(description.name) ?? '';
	const source = utf8Of(description.eventSource) ?? '';
	const fields = description.capabilities.includes('extract') ? fieldsOf(name, description.fields, refuse) : [];
	const schema = description.initSchema?.type === 1 ? (utf8Of(description.initSchema.text) ?? null) : null;
	const { initConfig } = configured;
	const given = initConfig === '' && schema !== null ? '{}' : initConfig;
	const problem = schema === null ? undefined : configProblem(schema, given);
	if (problem !== undefined) {
		throw new Refusal(`${configured.place}: error in plugin ${name} init config: ${problem}`);
	}
	const provides = description.capabilities.includes('source') && source !== '' ? source : null;
	const sources = (text: ReturnedText): ReadonlySet<string> | null => compatibleSources(text, provides, name, refuse);
	return {
		configured,
		language,
		initConfig: given,
		name,
		version: utf8Of(description.version) ?? '',
		description: utf8Of(description.description) ?? '',
		contact: utf8Of(description.contact) ?? '',
		id: description.id ?? 0,
		source: provides,
		capabilities: description.capabilities,
		fields,
		compatible: {
			extract: sources(description.extractEventSources),
			parse: sources(description.parseEventSources),
			async: sources(description.asyncEventSources),
		},
		initSchema: schema,
	};
}

function versionRefusal({ requiredApiVersion }: Description, falco: FalcoBehaviour): string | undefined {
	const decision = decideLoad(falco.apiVersion, utf8Of(requiredApiVersion) ?? '');
	return decision.loads ? undefined : decision.message;
}

function fieldsOf(plugin: string, text: ReturnedText, refuse: (message: string) => never): LoadedField[] {
	const listed = jsonOf(text);
	if (!Array.isArray(listed)) return refuse(`error in plugin ${plugin}: get_fields returned an invalid JSON`);
	if (listed.length === 0) {
		return refuse(`error in plugin ${plugin}: plugins with extraction capability must export at least one field`);
	}
	const fields = parseFields(text);
	if (fields.length < listed.length) {
		return refuse(`error in plugin ${plugin}: get_fields has an entry that Falco refuses`);
	}
	return fields.map(({ name, type, isList, addOutput, arg, desc }) => ({
		name,
		type,
		isList,
		addOutput,
		description: desc,
		...(arg === undefined ? {} : { argument: arg }),
	}));
}

/** Libs adds the own source to every list; an empty list means every source. */
function compatibleSources(
	text: ReturnedText,
	own: string | null,
	plugin: string,
	refuse: (message: string) => never,
): ReadonlySet<string> | null {
	const listed = text.kind === 'text' && text.latin1 !== '' ? jsonOf(text) : [];
	if (!Array.isArray(listed)) return refuse(`error in plugin ${plugin}: a list of event sources is an invalid JSON`);
	const names = listed.map(String).filter((name) => name !== '');
	if (own !== null) names.push(own);
	return names.length === 0 ? null : new Set(names);
}

function jsonOf(text: ReturnedText): unknown {
	try {
		return JSON.parse(utf8Of(text) ?? '');
	} catch {
		return undefined;
	}
}
