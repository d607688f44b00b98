import { compareVersions, parseVersion } from './api-versions.ts';
import { NEWEST_API_VERSION } from './symbols.ts';

/** What a member is, and its size in bytes on the 64-bit systems that Falco runs on. */
const SCALAR_SIZES = {
	u16: 2,
	u32: 4,
	u64: 8,
	/** An enum, which the C compilers make a 4-byte int (signed where a value is negative). */
	enum: 4,
	/** `ss_plugin_bool`. */
	bool: 4,
	/** NUL-terminated text. */
	text: 8,
	pointer: 8,
	/** Pointer to a function of the host or of the plugin. */
	function: 8,
	/** A union of members of at most 8 bytes, all at its start. */
	union: 8,
} as const;
type ScalarKind = keyof typeof SCALAR_SIZES;

type Member = readonly [name: string, kind: ScalarKind | { struct: string }, since?: string];

interface StructSource {
	since: string;
	packed?: true;
	members: readonly Member[];
}

const fieldsVtable = [
	['list_table_fields', 'function'],
	['get_table_field', 'function'],
	['add_table_field', 'function'],
] as const satisfies readonly Member[];

const readerVtable = [
	['get_table_name', 'function'],
	['get_table_size', 'function'],
	['get_table_entry', 'function'],
	['read_entry_field', 'function'],
] as const satisfies readonly Member[];

const writerVtable = [
	['clear_table', 'function'],
	['erase_table_entry', 'function'],
	['create_table_entry', 'function'],
	['destroy_table_entry', 'function'],
	['add_table_entry', 'function'],
	['write_entry_field', 'function'],
] as const satisfies readonly Member[];

/**
 * The structs of plugin API 3.x in terms of their members. Within major version 3 they grew at the tail only: a member's
 * third element is the version that brought it. Source: `plugin_types.h`, `plugin_api.h`; facts/abi.md section 3.
 */
const SOURCES = {
	ss_plugin_event: {
		since: '3.0.0',
		packed: true,
		members: [
			['ts', 'u64'],
			['tid', 'u64'],
			['len', 'u32'],
			['type', 'u16'],
			['nparams', 'u32'],
		],
	},
	ss_plugin_event_input: {
		since: '3.0.0',
		members: [
			['evt', 'pointer'],
			['evtnum', 'u64'],
			['evtsrc', 'text'],
		],
	},
	ss_plugin_byte_buffer: {
		since: '3.0.0',
		members: [
			['len', 'u32'],
			['ptr', 'pointer'],
		],
	},
	ss_plugin_extract_value_offsets: {
		since: '3.11.0',
		members: [
			['start', 'pointer'],
			['length', 'pointer'],
		],
	},
	ss_plugin_extract_field: {
		since: '3.0.0',
		members: [
			['res', 'union'],
			['res_len', 'u64'],
			['field_id', 'u32'],
			['field', 'text'],
			['arg_key', 'text'],
			['arg_index', 'u64'],
			['arg_present', 'bool'],
			['ftype', 'u32'],
			['flist', 'bool'],
		],
	},
	ss_plugin_table_info: {
		since: '3.0.0',
		members: [
			['name', 'text'],
			['key_type', 'enum'],
		],
	},
	ss_plugin_table_fieldinfo: {
		since: '3.0.0',
		members: [
			['name', 'text'],
			['field_type', 'enum'],
			['read_only', 'bool'],
		],
	},
	ss_plugin_table_fields_vtable: { since: '3.0.0', members: fieldsVtable },
	ss_plugin_table_reader_vtable: { since: '3.0.0', members: readerVtable },
	ss_plugin_table_writer_vtable: { since: '3.0.0', members: writerVtable },
	ss_plugin_table_fields_vtable_ext: { since: '3.1.0', members: fieldsVtable },
	ss_plugin_table_reader_vtable_ext: {
		since: '3.1.0',
		members: [...readerVtable, ['release_table_entry', 'function'], ['iterate_entries', 'function']],
	},
	ss_plugin_table_writer_vtable_ext: { since: '3.1.0', members: writerVtable },
	ss_plugin_table_input: {
		since: '3.0.0',
		members: [
			['name', 'text'],
			['key_type', 'enum'],
			['table', 'pointer'],
			['reader', { struct: 'ss_plugin_table_reader_vtable' }],
			['writer', { struct: 'ss_plugin_table_writer_vtable' }],
			['fields', { struct: 'ss_plugin_table_fields_vtable' }],
			['reader_ext', 'pointer', '3.1.0'],
			['writer_ext', 'pointer', '3.1.0'],
			['fields_ext', 'pointer', '3.1.0'],
		],
	},
	ss_plugin_init_tables_input: {
		since: '3.0.0',
		members: [
			['list_tables', 'function'],
			['get_table', 'function'],
			['add_table', 'function'],
			['fields', { struct: 'ss_plugin_table_fields_vtable' }],
			['fields_ext', 'pointer', '3.1.0'],
			['reader_ext', 'pointer', '3.5.0'],
			['writer_ext', 'pointer', '3.5.0'],
		],
	},
	ss_plugin_init_input: {
		since: '3.0.0',
		members: [
			['config', 'text'],
			['owner', 'pointer'],
			['get_owner_last_error', 'function'],
			['tables', 'pointer'],
			['log_fn', 'function', '3.3.0'],
		],
	},
	ss_plugin_field_extract_input: {
		since: '3.0.0',
		members: [
			['owner', 'pointer'],
			['get_owner_last_error', 'function'],
			['num_fields', 'u32'],
			['fields', 'pointer'],
			['table_reader', { struct: 'ss_plugin_table_reader_vtable' }],
			['table_reader_ext', 'pointer', '3.1.0'],
			['value_offsets', 'pointer', '3.11.0'],
		],
	},
	ss_plugin_event_parse_input: {
		since: '3.0.0',
		members: [
			['owner', 'pointer'],
			['get_owner_last_error', 'function'],
			['table_reader', { struct: 'ss_plugin_table_reader_vtable' }],
			['table_writer', { struct: 'ss_plugin_table_writer_vtable' }],
			['table_reader_ext', 'pointer', '3.1.0'],
			['table_writer_ext', 'pointer', '3.1.0'],
		],
	},
	ss_plugin_set_config_input: { since: '3.4.0', members: [['config', 'text']] },
	ss_plugin_metric: {
		since: '3.5.0',
		members: [
			['name', 'text'],
			['type', 'enum'],
			['value', 'union'],
			['value_type', 'enum'],
		],
	},
	ss_plugin_routine_vtable: {
		since: '3.7.0',
		members: [
			['subscribe', 'function'],
			['unsubscribe', 'function'],
		],
	},
	ss_plugin_capture_listen_input: {
		since: '3.7.0',
		members: [
			['owner', 'pointer'],
			['routine', 'pointer'],
			['table_reader_ext', 'pointer'],
			['table_writer_ext', 'pointer'],
			['get_owner_last_error', 'function', '3.9.0'],
		],
	},
} as const satisfies Record<string, StructSource>;

export type StructName = keyof typeof SOURCES;
export type FieldName<S extends StructName> = (typeof SOURCES)[S]['members'][number][0];

export const STRUCT_NAMES = Object.keys(SOURCES) as readonly StructName[];

export type FieldKind = ScalarKind | { struct: StructName };

export interface FieldLayout {
	/** Bytes from the start of the struct. */
	offset: number;
	size: number;
	kind: FieldKind;
	/** First API version with the member. */
	since: string;
}

export interface StructLayout<S extends StructName = StructName> {
	name: S;
	/** Bytes, padding at the end included. */
	size: number;
	align: 1 | 8;
	/** The members in order; those newer than the version that was asked for are absent. */
	fields: Readonly<Partial<Record<FieldName<S>, FieldLayout>>>;
}

/** The newest layout of a struct, in which every member is there. */
export interface NewestLayout<S extends StructName> extends StructLayout<S> {
	fields: Readonly<Record<FieldName<S>, FieldLayout>>;
}

function isSince(version: string, since: string): boolean {
	const [asked, first] = [parseVersion(version), parseVersion(since)];
	if (asked === undefined || first === undefined) throw new RangeError(`not an API version: ${version}`);
	return compareVersions(asked, first) >= 0;
}

function isStructName(name: string): name is StructName {
	return Object.hasOwn(SOURCES, name);
}

function kindAndSize(kind: Member[1], version: string): { kind: FieldKind; size: number; align: number } {
	if (typeof kind === 'string') return { kind, size: SCALAR_SIZES[kind], align: SCALAR_SIZES[kind] };
	const nested = isStructName(kind.struct) ? structAt(version, kind.struct) : undefined;
	if (nested === undefined) throw new RangeError(`no struct ${kind.struct} in API ${version}`);
	return { kind: { struct: nested.name }, size: nested.size, align: nested.align };
}

function roundUp(size: number, align: number): number {
	return Math.ceil(size / align) * align;
}

/**
 * The layout of a struct in a version of the API (3.0.0 or newer), by the C rules of 64-bit Linux; undefined if the version
 * has no such struct. A plugin that requires an older 3.x sees this prefix of what the host passes.
 */
export function structAt<S extends StructName>(version: string, name: S): StructLayout<S> | undefined {
	const source: StructSource = SOURCES[name];
	if (!isSince(version, source.since)) return undefined;
	const fields: Record<string, FieldLayout> = {};
	let end = 0;
	for (const [member, memberKind, since = source.since] of source.members) {
		if (!isSince(version, since)) break;
		const { kind, size, align } = kindAndSize(memberKind, version);
		const offset = source.packed ? end : roundUp(end, align);
		fields[member] = { offset, size, kind, since };
		end = offset + size;
	}
	const align = source.packed ? 1 : 8;
	return { name, size: roundUp(end, align), align, fields: fields as StructLayout<S>['fields'] };
}

/** The layout of a struct in the newest API that plugin-kit knows. */
export function newestLayout<S extends StructName>(name: S): NewestLayout<S> {
	return structAt(NEWEST_API_VERSION, name) as NewestLayout<S>;
}
