import type { InputPlacement, PlacedInput } from '../memory/input-placement.ts';
import { viewOf } from '../memory/safe-read.ts';
import { Owner as NativeOwner, ownerCallbacks } from '../native/owner.ts';
import { type HostTable, type TableRegistry, tableVtables } from '../native/table-registry.ts';
import { structBytes } from './struct-bytes.ts';

/** The functions of Falco's tables as the structs of a call hold them. */
export interface OwnerTables {
	/** The older vtables, embedded in input structs. */
	reader: Uint8Array;
	writer: Uint8Array;
	fields: Uint8Array;
	/** Addresses of the extended ones, which input structs point to. */
	readerExt: bigint;
	writerExt: bigint;
	fieldsExt: bigint;
	/** Address of `ss_plugin_routine_vtable`. */
	routines: bigint;
}

/** The Falco that a plugin is given: what it may call back, and the address by which it names its owner. */
export class Owner {
	readonly native: NativeOwner = new NativeOwner();
	readonly callbacks = ownerCallbacks();
	readonly registry: TableRegistry;
	readonly tables: OwnerTables;
	/** libsinsp's table of threads. */
	threads: HostTable;

	/** @param routines address of `ss_plugin_routine_vtable` */
	constructor(routines: bigint) {
		this.registry = this.native.createTables();
		this.threads = addThreads(this.registry);
		const { readerExt, writerExt, fieldsExt } = tableVtables();
		this.tables = {
			reader: bytesAt(readerExt, 32),
			writer: bytesAt(writerExt, 48),
			fields: bytesAt(fieldsExt, 24),
			readerExt,
			writerExt,
			fieldsExt,
			routines,
		};
	}

	/** As new: no plugin's tables, no script, no routines. Only when no state of the plugin uses it any more. */
	reset(): void {
		this.native.disarmAsync();
		this.native.scriptAsync({});
		this.native.closeRoutines();
		this.registry.reset();
		this.threads = addThreads(this.registry);
	}

	get address(): bigint {
		return this.native.address;
	}

	/** `ss_plugin_init_tables_input`, which lives on the stack of init in Falco. */
	placeTables(inputs: InputPlacement): PlacedInput {
		return inputs.place(
			structBytes('ss_plugin_init_tables_input', {
				list_tables: this.callbacks.listTables,
				get_table: this.callbacks.getTable,
				add_table: this.callbacks.addTable,
				fields: this.tables.fields,
				fields_ext: this.tables.fieldsExt,
				reader_ext: this.tables.readerExt,
				writer_ext: this.tables.writerExt,
			}),
			'tables input of init',
		);
	}
}

/** Threads that every system has: the first process, and the one that asks. */
function addThreads(registry: TableRegistry): HostTable {
	const threads = registry.addThreads();
	for (const [tid, comm, exe] of [
		[1, 'init', '/sbin/init'],
		[process.pid, 'falco', '/usr/bin/falco'],
	] as const) {
		const entry = threads.entry(tid);
		for (const name of ['tid', 'pid', 'vtid', 'vpid']) entry.set(name, tid);
		entry.set('ptid', 0);
		entry.set('comm', comm);
		entry.set('exe', exe);
		entry.set('exe_path', exe);
	}
	return threads;
}

function bytesAt(address: bigint, length: number): Uint8Array {
	const view = viewOf(address, length);
	return new Uint8Array(view.buffer, view.byteOffset, length).slice();
}
