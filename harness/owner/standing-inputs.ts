import type { Arena } from '../memory/arena.ts';
import type { InputPlacement, PlacedInput, StandingInput } from '../memory/input-placement.ts';
import { viewOf } from '../memory/safe-read.ts';
import { ownerCallbacks } from '../native/owner.ts';
import { tableVtables } from '../native/table-registry.ts';
import { structBytes } from './struct-bytes.ts';

/**
 * The structs of functions that input structs point to. They are the same in every call and for every owner; in Falco each
 * call has its own, in local variables (`sinsp_plugin::init`, `extract_fields`, `parse_event`, `capture_open`).
 */
export interface StandingInputs {
	/** `ss_plugin_table_reader_vtable_ext`; its first 32 bytes are the older struct. */
	readerExt: StandingInput;
	/** `ss_plugin_table_writer_vtable_ext`, the same as the older struct. */
	writerExt: StandingInput;
	/** `ss_plugin_table_fields_vtable_ext`, the same as the older struct. */
	fieldsExt: StandingInput;
	/** `ss_plugin_routine_vtable`. */
	routines: StandingInput;
	/** Address of `ss_plugin_init_tables_input` with the others' addresses. */
	initTables: bigint;
}

/** The older `ss_plugin_table_reader_vtable`, which input structs hold by value. */
export const OLDER_READER_BYTES = 32;

export type FunctionStruct = Exclude<keyof StandingInputs, 'initTables'>;

type Addresses = Readonly<Record<FunctionStruct, bigint>>;

/** What a report calls each of them, after the call that it was given to. */
const LABELS: Readonly<Record<FunctionStruct, string>> = {
	readerExt: 'table_reader_ext',
	writerExt: 'table_writer_ext',
	fieldsExt: 'fields_ext',
	routines: 'routine',
};

/** @param arena keeps the routine functions for as long as the process lives */
export function standingInputs(arena: Arena): StandingInputs {
	const { readerExt, writerExt, fieldsExt } = tableVtables();
	const { subscribe, unsubscribe } = ownerCallbacks();
	const routines = structBytes('ss_plugin_routine_vtable', { subscribe, unsubscribe });
	const fields = bytesAt(fieldsExt, 24);
	return {
		readerExt: { address: readerExt, bytes: bytesAt(readerExt, 48) },
		writerExt: { address: writerExt, bytes: bytesAt(writerExt, 48) },
		fieldsExt: { address: fieldsExt, bytes: fields },
		routines: { address: arena.place(routines).address, bytes: routines },
		initTables: arena.place(initTablesBytes({ readerExt, writerExt, fieldsExt }, fields)).address,
	};
}

function initTablesBytes(addresses: Omit<Addresses, 'routines'>, fields: Uint8Array): Buffer {
	const { listTables, getTable, addTable } = ownerCallbacks();
	return structBytes('ss_plugin_init_tables_input', {
		list_tables: listTables,
		get_table: getTable,
		add_table: addTable,
		fields,
		fields_ext: addresses.fieldsExt,
		reader_ext: addresses.readerExt,
		writer_ext: addresses.writerExt,
	});
}

/** `ss_plugin_init_tables_input`, for the call of init. */
export function placeInitTables(inputs: InputPlacement, standing: StandingInputs): PlacedInput {
	const { fieldsExt, initTables } = standing;
	return placeWithFunctions(inputs, standing, ['readerExt', 'writerExt', 'fieldsExt'], {
		label: 'tables input of init',
		bytes: (addresses) => initTablesBytes(addresses, fieldsExt.bytes),
		at: initTables,
	});
}

/** A struct for one call; where it stands in the host's memory too, `at` is its address there. */
interface StructOfFunctions {
	label: string;
	bytes: (addresses: Addresses) => Uint8Array;
	at?: bigint;
}

/** Places a struct for one call, with the structs of functions that it points to, which end with it. */
export function placeWithFunctions(
	inputs: InputPlacement,
	standing: StandingInputs,
	functions: readonly FunctionStruct[],
	{ label, bytes, at }: StructOfFunctions,
): PlacedInput {
	const addresses: Record<FunctionStruct, bigint> = { readerExt: 0n, writerExt: 0n, fieldsExt: 0n, routines: 0n };
	const lent = functions.map((name) => {
		const placed = inputs.lend(standing[name], `${LABELS[name]} of the ${label}`);
		addresses[name] = placed.address;
		return placed;
	});
	const content = bytes(addresses);
	const input = at === undefined ? inputs.place(content, label) : inputs.lend({ address: at, bytes: content }, label);
	return {
		address: input.address,
		release: () => {
			input.release();
			for (const placed of lent) placed.release();
		},
	};
}

function bytesAt(address: bigint, length: number): Uint8Array {
	const view = viewOf(address, length);
	return new Uint8Array(view.buffer, view.byteOffset, length).slice();
}
