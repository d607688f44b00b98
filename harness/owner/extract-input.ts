import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { structBytes } from './struct-bytes.ts';

/** `ss_plugin_field_extract_input` with these requests; `offsets` is 0 unless value offsets are asked for. */
export function ownerExtractInput(
	plugin: Plugin,
	state: bigint,
	count: number,
	fields: bigint,
	offsets: bigint,
): PlacedInput {
	const { inputs } = plugin.surroundings;
	const owner = plugin.ownerOf(state);
	return inputs.place(
		structBytes('ss_plugin_field_extract_input', {
			owner: owner.address,
			get_owner_last_error: owner.callbacks.getOwnerLastError,
			num_fields: count,
			fields,
			table_reader: owner.tables.reader,
			table_reader_ext: owner.tables.readerExt,
			value_offsets: offsets,
		}),
		'extract input',
	);
}
