import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { structBytes } from './struct-bytes.ts';

/** `ss_plugin_event_parse_input`: tables can be read and written during the call. */
export function ownerParseInput(plugin: Plugin, state: bigint): PlacedInput {
	const { inputs } = plugin.surroundings;
	const owner = plugin.ownerOf(state);
	return inputs.place(
		structBytes('ss_plugin_event_parse_input', {
			owner: owner.address,
			get_owner_last_error: owner.callbacks.getOwnerLastError,
			table_reader: owner.tables.reader,
			table_writer: owner.tables.writer,
			table_reader_ext: owner.tables.readerExt,
			table_writer_ext: owner.tables.writerExt,
		}),
		'parse input',
	);
}
