import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { OLDER_READER_BYTES, placeWithFunctions } from './standing-inputs.ts';
import { structBytes } from './struct-bytes.ts';

/** `ss_plugin_event_parse_input`: tables can be read and written during the call. */
export function ownerParseInput(plugin: Plugin, state: bigint): PlacedInput {
	const { inputs } = plugin.surroundings;
	const { address, callbacks, standing } = plugin.ownerOf(state);
	return placeWithFunctions(inputs, standing, ['readerExt', 'writerExt'], {
		label: 'parse input',
		bytes: ({ readerExt, writerExt }) =>
			structBytes('ss_plugin_event_parse_input', {
				owner: address,
				get_owner_last_error: callbacks.getOwnerLastError,
				table_reader: standing.readerExt.bytes.subarray(0, OLDER_READER_BYTES),
				table_writer: standing.writerExt.bytes,
				table_reader_ext: readerExt,
				table_writer_ext: writerExt,
			}),
	});
}
