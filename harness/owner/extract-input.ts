import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { OLDER_READER_BYTES, placeWithFunctions } from './standing-inputs.ts';
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
	const { address, callbacks, standing } = plugin.ownerOf(state);
	return placeWithFunctions(inputs, standing, ['readerExt'], {
		label: 'extract input',
		bytes: ({ readerExt }) =>
			structBytes('ss_plugin_field_extract_input', {
				owner: address,
				get_owner_last_error: callbacks.getOwnerLastError,
				num_fields: count,
				fields,
				table_reader: standing.readerExt.bytes.subarray(0, OLDER_READER_BYTES),
				table_reader_ext: readerExt,
				value_offsets: offsets,
			}),
	});
}
