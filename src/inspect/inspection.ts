import { type Field, parseFields } from '../../harness/abi/fields.ts';
import { API_FUNCTION_NAMES, type Capability, capabilitiesOf, symbolOf } from '../../harness/abi/symbols.ts';
import { type ReturnedText, utf8Of } from '../../harness/protocol/returned-text.ts';
import type { DeploymentImage, Description, SharedObject } from '../../harness/subjects.ts';
import { isAbove, versionFloors } from '../elf/version-floors.ts';
import { type LoadRange, loadRanges } from '../falco/load-matrix.ts';
import { loadRefusal } from '../falco/load-refusal.ts';

/** Raised only when a consumer of the JSON would break; additions keep it. */
export const INSPECTION_SCHEMA_VERSION = 1;

export interface FileFacts {
	machine: string;
	language: SharedObject['language'];
	soname: string | null;
	buildId: string | null;
	needed: readonly string[];
	/** Highest version needed of each family, such as `GLIBC`. */
	floors: Readonly<Record<string, string>>;
	stripped: boolean;
	debugInfo: boolean;
	sanitizer: string | null;
	/** Names exported beside the API. */
	otherExports: number;
}

export interface ImageAnswer {
	id: string;
	title: string;
	/** Why it does not load there; empty where it does. */
	obstacles: readonly string[];
}

export interface PluginFacts {
	name: string | null;
	version: string | null;
	description: string | null;
	contact: string | null;
	apiVersion: string | null;
	id: number | null;
	eventSource: string | null;
	extractEventSources: readonly string[] | null;
	parseEventSources: readonly string[] | null;
	asyncEventSources: readonly string[] | null;
	asyncEvents: readonly string[] | null;
	fields: readonly Field[];
	/** The schema of the configuration as it is given, or null. */
	initSchema: string | null;
}

/** A value that `open` takes, as `plugin_list_open_params` offers it. */
export interface OpenParam {
	value: string;
	desc: string | null;
}

/** All that is known of a library without giving it a state. */
export interface Inspection {
	schemaVersion: typeof INSPECTION_SCHEMA_VERSION;
	path: string;
	file: FileFacts;
	capabilities: readonly Capability[];
	/** API functions that the file exports. */
	functions: readonly string[];
	images: readonly ImageAnswer[];
	/** Null where the library was not loaded (`notLoaded` says why) or Falco's loader would refuse it before asking. */
	plugin: PluginFacts | null;
	notLoaded: string | null;
	/** Falco's words for refusing it in every release, whatever the API version; null where nothing was found. */
	refusal: string | null;
	/** What Falco releases do with the API version that it requires; empty where that is not known. */
	falco: readonly LoadRange[];
	/** Null where the plugin was not asked. */
	openParams: readonly OpenParam[] | null;
}

/** What came of loading the library in a child. */
export type Discovery =
	| { kind: 'described'; description: Description }
	/** It was not loaded, or did not live to answer. */
	| { kind: 'none'; reason: string };

export interface InspectionInput {
	path: string;
	object: SharedObject;
	discovery: Discovery;
	/** What `plugin_list_open_params` returned, where it was called (it needs a state). */
	openParams?: ReturnedText;
	images: readonly DeploymentImage[];
}

/** Puts together what the file, the discovery and the history of Falco say of a library. Pure. */
export function inspect({ path, object, discovery, openParams, images }: InspectionInput): Inspection {
	const exported = exportedFunctions(object);
	const description = discovery.kind === 'described' ? discovery.description : undefined;
	const plugin = description?.load.kind === 'loaded' ? pluginFacts(description) : null;
	return {
		schemaVersion: INSPECTION_SCHEMA_VERSION,
		path,
		file: fileFacts(object),
		capabilities: plugin ? (description?.capabilities ?? []) : capabilitiesOf(new Set(exported)),
		functions: exported.map(symbolOf),
		images: images.map((image) => imageAnswer(object, image)),
		plugin,
		notLoaded: discovery.kind === 'none' ? discovery.reason : null,
		refusal: (description && loadRefusal(description)) ?? null,
		falco: plugin?.apiVersion ? loadRanges(plugin.apiVersion) : [],
		openParams: openParams === undefined ? null : (parseOpenParams(openParams) ?? []),
	};
}

function exportedFunctions(object: SharedObject) {
	const names = new Set(
		object.dynamicSymbols.filter(({ defined, type }) => defined && type === 'func').map(({ name }) => name),
	);
	return API_FUNCTION_NAMES.filter((name) => names.has(symbolOf(name)));
}

function fileFacts(object: SharedObject): FileFacts {
	const api = new Set<string>(API_FUNCTION_NAMES.map(symbolOf));
	const exports = object.dynamicSymbols.filter(({ defined, binding }) => defined && binding !== 'local');
	return {
		machine: object.machine,
		language: object.language,
		soname: object.soname ?? null,
		buildId: object.buildId ?? null,
		needed: object.needed,
		floors: versionFloors(object),
		stripped: object.symbols.length === 0,
		debugInfo: object.hasDebugInfo,
		sanitizer: object.sanitizer ?? null,
		otherExports: exports.filter(({ name }) => !api.has(name)).length,
	};
}

function imageAnswer(object: SharedObject, image: DeploymentImage): ImageAnswer {
	const absent = object.needed.filter((library) => !image.libraries.includes(library));
	const offered: Readonly<Record<string, string>> = { ...image.versions, GLIBC: image.glibc };
	const tooNew = Object.entries(versionFloors(object)).filter(([family, floor]) => {
		const most = offered[family];
		return most !== undefined && isAbove(floor, most);
	});
	return {
		id: image.id,
		title: image.title,
		obstacles: [
			...tooNew.map(([family, floor]) => `needs ${family}_${floor}, has ${family}_${offered[family]}`),
			...absent.map((library) => `does not have ${library}`),
		],
	};
}

function pluginFacts(description: Description): PluginFacts {
	const text = (returned: ReturnedText) => utf8Of(returned) ?? null;
	const schema = description.initSchema;
	return {
		name: text(description.name),
		version: text(description.version),
		description: text(description.description),
		contact: text(description.contact),
		apiVersion: text(description.requiredApiVersion),
		id: description.id,
		eventSource: text(description.eventSource),
		extractEventSources: stringsOf(description.extractEventSources),
		parseEventSources: stringsOf(description.parseEventSources),
		asyncEventSources: stringsOf(description.asyncEventSources),
		asyncEvents: stringsOf(description.asyncEvents),
		fields: parseFields(description.fields),
		initSchema: schema?.type === 1 ? text(schema.text) : null,
	};
}

function parsed(text: ReturnedText): unknown {
	try {
		return JSON.parse(utf8Of(text) ?? 'null');
	} catch {
		return null;
	}
}

function stringsOf(text: ReturnedText): readonly string[] | null {
	const list = parsed(text);
	return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : null;
}

/** What `plugin_list_open_params` returned; undefined where it is no JSON array. */
export function parseOpenParams(text: ReturnedText): OpenParam[] | undefined {
	const list = parsed(text);
	if (!Array.isArray(list)) return undefined;
	return list.flatMap((entry: unknown) => {
		if (typeof entry !== 'object' || entry === null) return [];
		const { value, desc } = entry as Record<string, unknown>;
		return typeof value === 'string' ? [{ value, desc: typeof desc === 'string' ? desc : null }] : [];
	});
}
