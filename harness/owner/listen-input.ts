import type { PlacedInput } from '../memory/input-placement.ts';
import type { Plugin } from '../plugin/plugin.ts';
import { placeWithFunctions } from './standing-inputs.ts';
import { structBytes } from './struct-bytes.ts';

/** `ss_plugin_capture_listen_input`, with the routine functions of a Falco that has no thread pool. */
export function ownerListenInput(plugin: Plugin, state: bigint): PlacedInput {
	const { inputs } = plugin.surroundings;
	const { address, callbacks, standing } = plugin.ownerOf(state);
	return placeWithFunctions(inputs, standing, ['routines', 'readerExt', 'writerExt'], {
		label: 'capture listening input',
		bytes: ({ routines, readerExt, writerExt }) =>
			structBytes('ss_plugin_capture_listen_input', {
				owner: address,
				routine: routines,
				table_reader_ext: readerExt,
				table_writer_ext: writerExt,
				get_owner_last_error: callbacks.getOwnerLastError,
			}),
	});
}
