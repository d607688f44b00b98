import type { ApiFunction } from '../abi/symbols.ts';
import type { ReturnedText } from '../protocol/returned-text.ts';
import type { Description } from '../subjects.ts';
import { readInitSchema } from './init.ts';
import { asInt, type Plugin } from './plugin.ts';
import { callForText } from './texts.ts';

const FIELD_LIST_CALLS = 10;
const ABSENT: ReturnedText = { kind: 'absent' };

/** What is said of a library that dlopen refused. */
export function describeRefused(error: string, loadStdout: string): Description {
	return {
		load: { kind: 'refused', error },
		exported: [],
		capabilities: [],
		requiredApiVersion: ABSENT,
		name: ABSENT,
		description: ABSENT,
		contact: ABSENT,
		version: ABSENT,
		id: null,
		eventSource: ABSENT,
		fields: ABSENT,
		fieldsChanged: null,
		extractEventSources: ABSENT,
		parseEventSources: ABSENT,
		asyncEventSources: ABSENT,
		asyncEvents: ABSENT,
		initSchema: null,
		loadStdout,
		loadStderr: '',
	};
}

/**
 * Makes the stateless calls of Falco's load in Falco's order (`resolve_dylib_symbols`; facts/abi.md 4.1) and writes down the
 * answers. Repeats of get_fields and the schema come last, since Falco does not make them here.
 */
export async function describe(plugin: Plugin, elapsedMs: number, loadStdout: string): Promise<Description> {
	const text = (name: ApiFunction) => callForText(plugin, name);
	const has = (capability: Parameters<Plugin['has']>[0]) => plugin.has(capability);
	const requiredApiVersion = await text('get_required_api_version');
	const name = await text('get_name');
	const description = await text('get_description');
	const contact = await text('get_contact');
	const version = await text('get_version');
	const sourcing = has('source');
	const id = sourcing && plugin.exports('get_id') ? asInt(await plugin.invoke('get_id', [])) >>> 0 : null;
	const eventSource = sourcing ? await text('get_event_source') : ABSENT;
	const fields = has('extract') ? await text('get_fields') : ABSENT;
	const extractEventSources = has('extract') ? await text('get_extract_event_sources') : ABSENT;
	const parseEventSources = has('parse') ? await text('get_parse_event_sources') : ABSENT;
	const asyncEventSources = has('async') ? await text('get_async_event_sources') : ABSENT;
	const asyncEvents = has('async') ? await text('get_async_events') : ABSENT;
	const initSchema = plugin.exports('get_init_schema') ? await readInitSchema(plugin) : null;
	return {
		load: { kind: 'loaded', elapsedMs },
		exported: plugin.exported(),
		capabilities: plugin.capabilities(),
		requiredApiVersion,
		name,
		description,
		contact,
		version,
		id,
		eventSource,
		fields,
		fieldsChanged: has('extract') ? await repeatFieldList(plugin, fields) : null,
		extractEventSources,
		parseEventSources,
		asyncEventSources,
		asyncEvents,
		initSchema,
		loadStdout,
		loadStderr: '',
	};
}

async function repeatFieldList(plugin: Plugin, first: ReturnedText): Promise<Description['fieldsChanged']> {
	const wanted = JSON.stringify(first);
	for (let call = 2; call <= FIELD_LIST_CALLS; call++) {
		const text = await callForText(plugin, 'get_fields');
		if (JSON.stringify(text) !== wanted) return { call, text };
	}
	return null;
}
