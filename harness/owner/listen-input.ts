import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { structBytes } from './struct-bytes.ts';

/** `ss_plugin_capture_listen_input`, with the routine functions of a Falco that has no thread pool. */
export function ownerListenInput(plugin: Plugin, state: bigint): PlacedInput {
	const { inputs } = plugin.surroundings;
	const owner = plugin.ownerOf(state);
	return inputs.place(
		structBytes('ss_plugin_capture_listen_input', {
			owner: owner.address,
			routine: owner.tables.routines,
			table_reader_ext: owner.tables.readerExt,
			table_writer_ext: owner.tables.writerExt,
			get_owner_last_error: owner.callbacks.getOwnerLastError,
		}),
		'capture listening input',
	);
}
