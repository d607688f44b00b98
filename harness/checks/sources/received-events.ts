import { PLUGIN_EVENT } from '../../abi/event-types.ts';
import type { ReturnedText } from '../../protocol/returned-text.ts';
import type { EventTypesReading } from '../../record.ts';
import type { Description } from '../../subjects.ts';
import { compatibleSources } from './source-list.ts';

/** The event types that Falco gives to one capability of a plugin. */
export type ReceivedEvents = { kind: 'all' } | { kind: 'listed'; types: readonly number[] };

/**
 * Resolves which event types reach a plugin, as libs resolve_dylib_compatible_codes does: those that it lists; without a
 * list all types if it takes events of the source syscall, else plugin events only (facts/abi.md 4.5).
 */
export function receivedEvents(
	description: Description,
	sources: ReturnedText,
	types: EventTypesReading | null,
): ReceivedEvents {
	const listed = types?.count.written && types.count.value > 0 && types.array !== 0n ? types.types : undefined;
	if (listed) return { kind: 'listed', types: listed };
	const compatible = compatibleSources(sources, description);
	return compatible.size === 0 || compatible.has('syscall')
		? { kind: 'all' }
		: { kind: 'listed', types: [PLUGIN_EVENT] };
}
