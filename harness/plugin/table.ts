import { textBytes } from '../memory/input-placement.ts';
import { readMemory, readText } from '../memory/safe-read.ts';
import { hostAddress } from '../native/host-library.ts';
import type { FIELDS, PluginTable, READER, WRITER } from '../native/table-registry.ts';
import { callId } from '../protocol/call-ids.ts';
import { utf8Of } from '../protocol/returned-text.ts';
import { asInt, type Plugin } from './plugin.ts';

/** A key or a value: the 8 bytes of `ss_plugin_state_data`, or a text. */
export type TableData = bigint | string;

export interface TableFieldInfo {
	name: string;
	/** `ss_plugin_state_type`. */
	type: number;
	readOnly: boolean;
}

type TableFunction = (typeof READER | typeof WRITER | typeof FIELDS)[number];

const FIELD_INFO_SIZE = 16;
const MOST_FIELDS = 512;
const TEXT_BOUND = 65_536;
/** Numbers of `ss_plugin_state_type` that are not plain numbers. */
const STRING = 9;

/** The functions of a table that the plugin owns, called as another plugin would call them through Falco. */
export class PluginTableCalls {
	readonly #plugin: Plugin;
	readonly #table: PluginTable;

	constructor(plugin: Plugin, table: PluginTable) {
		this.#plugin = plugin;
		this.#table = table;
	}

	size(): Promise<bigint> {
		return this.#call('get_table_size');
	}

	/** The entry, or 0. */
	get(key: TableData): Promise<bigint> {
		return this.#withData(key, (address) => this.#call('get_table_entry', address));
	}

	async release(entry: bigint): Promise<void> {
		await this.#call('release_table_entry', entry);
	}

	create(): Promise<bigint> {
		return this.#call('create_table_entry');
	}

	async destroy(entry: bigint): Promise<void> {
		await this.#call('destroy_table_entry', entry);
	}

	add(key: TableData, entry: bigint): Promise<bigint> {
		return this.#withData(key, (address) => this.#call('add_table_entry', address, entry));
	}

	erase(key: TableData): Promise<number> {
		return this.#withData(key, async (address) => asInt(await this.#call('erase_table_entry', address)));
	}

	async clear(): Promise<number> {
		return asInt(await this.#call('clear_table'));
	}

	field(name: string, type: number): Promise<bigint> {
		return this.#withText(name, (address) => this.#call('get_table_field', address, BigInt(type)));
	}

	write(entry: bigint, field: bigint, value: TableData): Promise<number> {
		return this.#withData(value, async (address) =>
			asInt(await this.#call('write_entry_field', entry, field, address)),
		);
	}

	/** The value that was read, as a text for fields of that type. */
	async read(entry: bigint, { type }: TableFieldInfo, field: bigint): Promise<{ rc: number; value: TableData }> {
		const { arena } = this.#plugin.surroundings;
		const mark = arena.mark();
		const out = arena.allocate(8);
		const rc = asInt(await this.#call('read_entry_field', entry, field, out.address));
		const bits = arena.view.getBigUint64(out.offset, true);
		arena.reset(mark);
		return { rc, value: type === STRING ? (utf8Of(readText(bits, TEXT_BOUND)) ?? '') : bits };
	}

	/** Lets the table go through its entries, and stops after so many. */
	async iterate(limit: number): Promise<{ wentThrough: boolean; visited: number }> {
		const { arena } = this.#plugin.surroundings;
		const mark = arena.mark();
		const visits = arena.allocate(16);
		arena.view.setBigUint64(visits.offset + 8, BigInt(limit), true);
		const result = await this.#call('iterate_entries', hostAddress('nh_visit'), visits.address);
		const visited = Number(arena.view.getBigUint64(visits.offset, true));
		arena.reset(mark);
		return { wentThrough: asInt(result) !== 0, visited };
	}

	/** The fields that the table lists; undefined where the list cannot be read. */
	async fields(): Promise<TableFieldInfo[] | undefined> {
		const { arena } = this.#plugin.surroundings;
		const mark = arena.mark();
		const count = arena.allocate(8);
		const array = await this.#call('list_table_fields', count.address);
		const length = Math.min(arena.view.getUint32(count.offset, true), MOST_FIELDS);
		arena.reset(mark);
		if (length === 0) return [];
		const read = readMemory(array, length * FIELD_INFO_SIZE);
		if (read.kind === 'fault') return undefined;
		const bytes = Buffer.from(read.bytes);
		return Array.from({ length }, (_, index) => ({
			name: utf8Of(readText(bytes.readBigUInt64LE(index * FIELD_INFO_SIZE), TEXT_BOUND)) ?? '',
			type: bytes.readInt32LE(index * FIELD_INFO_SIZE + 8),
			readOnly: bytes.readUInt32LE(index * FIELD_INFO_SIZE + 12) !== 0,
		}));
	}

	#call(name: TableFunction, ...args: bigint[]): Promise<bigint> {
		const { reader, writer, fields, table } = this.#table;
		const address: Record<TableFunction, bigint> = { ...reader, ...writer, ...fields };
		return this.#plugin.surroundings.thread.call(callId('plugin_table'), address[name], [table, ...args]);
	}

	#withText<T>(text: string, use: (address: bigint) => Promise<T>): Promise<T> {
		return this.#withBytes(textBytes(text), use);
	}

	async #withData<T>(data: TableData, use: (address: bigint) => Promise<T>): Promise<T> {
		const union = Buffer.alloc(8);
		if (typeof data === 'bigint') {
			union.writeBigUInt64LE(BigInt.asUintN(64, data));
			return this.#withBytes(union, use);
		}
		return this.#withText(data, (text) => {
			union.writeBigUInt64LE(text);
			return this.#withBytes(union, use);
		});
	}

	async #withBytes<T>(bytes: Uint8Array, use: (address: bigint) => Promise<T>): Promise<T> {
		const placed = this.#plugin.surroundings.inputs.place(bytes, 'table argument');
		const result = await use(placed.address);
		placed.release();
		return result;
	}
}
