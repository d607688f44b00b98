import koffi from 'koffi';
import { STATE_TYPES } from '../abi/enums.ts';
import { Arena } from '../memory/arena.ts';
import { viewOf } from '../memory/safe-read.ts';
import { hostLibrary } from './host-library.ts';
import { type Address, addressOf } from './library.ts';
import { THREADS_TABLE } from './threads-table.ts';

export type StateType = keyof typeof STATE_TYPES;
export type StateValue = bigint | number | boolean | string;

/** A field of a table of the host. */
export type FieldDefinition =
	| { name: string; type: Exclude<StateType, 'table'>; readOnly?: boolean }
	| { name: string; type: 'table'; readOnly?: boolean; keyType: StateType; fields: readonly FieldDefinition[] };

export interface TableDefinition {
	name: string;
	keyType: StateType;
	fields: readonly FieldDefinition[];
}

/** A table that a plugin registered with add_table: its handle and its functions, to be called on the plugin thread. */
export interface PluginTable {
	table: Address;
	reader: Record<(typeof READER)[number], Address>;
	writer: Record<(typeof WRITER)[number], Address>;
	fields: Record<(typeof FIELDS)[number], Address>;
}
export const READER = [
	'get_table_name',
	'get_table_size',
	'get_table_entry',
	'read_entry_field',
	'release_table_entry',
	'iterate_entries',
] as const;
export const WRITER = [
	'clear_table',
	'erase_table_entry',
	'create_table_entry',
	'destroy_table_entry',
	'add_table_entry',
	'write_entry_field',
] as const;
export const FIELDS = ['list_table_fields', 'get_table_field', 'add_table_field'] as const;

/** The vtables of the host's tables: addresses of the `_ext` structs, whose beginnings are the older structs. */
export interface TableVtables {
	/** ss_plugin_table_reader_vtable_ext, 48 bytes; the first 32 are ss_plugin_table_reader_vtable. */
	readerExt: Address;
	/** ss_plugin_table_writer_vtable_ext, 48 bytes, the same as the older one. */
	writerExt: Address;
	/** ss_plugin_table_fields_vtable_ext, 24 bytes, the same as the older one. */
	fieldsExt: Address;
}

export function tableVtables(): TableVtables {
	const library = hostLibrary();
	return {
		readerExt: library.nh_reader_functions(),
		writerExt: library.nh_writer_functions(),
		fieldsExt: library.nh_fields_functions(),
	};
}

/** An entry of a table of the host, as the host fills it and looks at it; only between calls into the plugin. */
export class TableEntry {
	readonly #address: Address;
	readonly #texts: Arena;
	readonly #out = new BigUint64Array(new ArrayBuffer(8));

	constructor(address: Address, texts: Arena) {
		this.#address = address;
		this.#texts = texts;
	}

	set(field: string, value: StateValue): void {
		const mark = this.#texts.mark();
		const done = hostLibrary().nh_host_set(this.#address, field, bitsOf(value, this.#texts));
		this.#texts.reset(mark);
		if (done !== 1) throw new Error(`no field ${field} to set`);
	}

	/** The 8 bytes of the field: a number of its type, or the address of a text. */
	get(field: string): bigint {
		if (hostLibrary().nh_host_get(this.#address, field, addressOf(koffi.address(this.#out))) !== 1)
			throw new Error(`no field ${field}`);
		return this.#out[0] ?? 0n;
	}
}

function bitsOf(value: StateValue, texts: Arena): bigint {
	if (typeof value === 'string') return texts.text(value).address;
	return BigInt.asUintN(64, BigInt(value));
}

/** A table of the host. */
export class HostTable {
	readonly address: Address;
	readonly #texts: Arena;

	constructor(address: Address, texts: Arena) {
		this.address = address;
		this.#texts = texts;
	}

	/** The entry under the key, made when there is none. */
	entry(key: StateValue): TableEntry {
		const address = this.#find(key, hostLibrary().nh_host_entry);
		if (address === undefined) throw new Error('the memory of the tables is full');
		return address;
	}

	find(key: StateValue): TableEntry | undefined {
		return this.#find(key, hostLibrary().nh_host_find_entry);
	}

	/** Drops all entries. */
	clear(): void {
		hostLibrary().nh_host_clear(this.address);
	}

	get size(): number {
		return Number(hostLibrary().nh_host_table_size(this.address));
	}

	#find(key: StateValue, look: (table: Address, key: Address) => Address): TableEntry | undefined {
		const mark = this.#texts.mark();
		const address = look(this.address, bitsOf(key, this.#texts));
		this.#texts.reset(mark);
		return address === 0n ? undefined : new TableEntry(address, this.#texts);
	}
}

/** The tables that one Falco offers to its plugins (harness/native/table-*.c). */
export class TableRegistry {
	readonly address: Address;
	readonly #texts = new Arena(1 << 20);

	constructor(owner: Address, legacy: boolean) {
		this.address = hostLibrary().nh_registry_create(owner, legacy ? 1 : 0);
		if (this.address === 0n) throw new Error('the native host has no room for more tables');
	}

	/** Empty again, for the next state of a plugin; only while no state uses these tables. */
	reset(): void {
		hostLibrary().nh_registry_reset(this.address);
		this.#texts.reset();
	}

	/** From the reset on, the nth lookup of a table or field by name (from 1) finds nothing. */
	refuseLookup(n: number): void {
		hostLibrary().nh_registry_refuse_lookup(this.address, n);
	}

	/** Lookups of tables and fields by name since the reset. */
	get lookups(): number {
		return Number(hostLibrary().nh_registry_lookups(this.address));
	}

	/** libsinsp's own table, with the fields of Falco 0.44 and no entry. */
	addThreads(): HostTable {
		return this.add(THREADS_TABLE);
	}

	add(definition: TableDefinition): HostTable {
		const { name, keyType, fields } = definition;
		const table = hostLibrary().nh_host_add_table(this.address, name, STATE_TYPES[keyType]);
		if (table === 0n) throw new Error(`the table ${name} could not be made`);
		addFields(table, fields);
		return new HostTable(table, this.#texts);
	}

	/** Names of the tables that plugins registered, with the number of the type of their keys. */
	pluginTables(): { name: string; keyType: number }[] {
		const library = hostLibrary();
		const found: { name: string; keyType: number }[] = [];
		for (let index = 0; ; index++) {
			const table = library.nh_host_table_at(this.address, index);
			if (table === 0n) return found;
			if (library.nh_host_plugin_table(table) === 0n) continue;
			found.push({ name: library.nh_host_table_name(table), keyType: library.nh_host_key_type(table) });
		}
	}

	/** A table that a plugin registered under that name; undefined when none did, or when it is the host's. */
	pluginTable(name: string): PluginTable | undefined {
		const table = hostLibrary().nh_host_find_table(this.address, name);
		const functions = table === 0n ? 0n : hostLibrary().nh_host_plugin_table(table);
		if (functions === 0n) return undefined;
		const view = viewOf(functions, 16 * 8);
		const at = (first: number) => (_: string, i: number) => view.getBigUint64(8 * (first + i), true);
		const named = <N extends string>(names: readonly N[], first: number) =>
			Object.fromEntries(names.map((key, i) => [key, at(first)(key, i)])) as Record<N, Address>;
		return {
			table: view.getBigUint64(0, true),
			reader: named(READER, 1),
			writer: named(WRITER, 7),
			fields: named(FIELDS, 13),
		};
	}

	/** Entries that plugins hold right now. */
	get held(): number {
		return hostLibrary().nh_host_held(this.address);
	}
}

function addFields(table: Address, fields: readonly FieldDefinition[]): void {
	const library = hostLibrary();
	for (const field of fields) {
		const readOnly = field.readOnly === true ? 1 : 0;
		if (field.type !== 'table') library.nh_host_add_field(table, field.name, STATE_TYPES[field.type], readOnly);
		else {
			const keyType = STATE_TYPES[field.keyType];
			addFields(library.nh_host_add_table_field(table, field.name, keyType, readOnly), field.fields);
		}
	}
}
