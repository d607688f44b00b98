import type { FalcoRelease } from '../release.ts';
import type { TimeZone } from '../values/time.ts';

/** The properties of JSON alerts that can be switched on and off: `json_include_*_property` in falco.yaml. */
export type OptionalProperty = 'message' | 'output' | 'output_fields' | 'tags';

/** How alerts look: the keys of falco.yaml for it, and what comes from the machine. */
export interface AlertFormat {
	readonly release: FalcoRelease;
	/** `json_output`. */
	readonly shape: 'text' | 'json';
	readonly include: ReadonlySet<OptionalProperty>;
	/** `time_format_iso_8601`: `iso` is in UTC always, `clock` in the local zone. */
	readonly time: 'clock' | 'iso';
	readonly hostname: string;
	/** The zone that local times are printed in. Falco takes the offset of now, not that of the event. */
	readonly zone: TimeZone;
}

/** What falco.yaml means where it says nothing. */
export const DEFAULT_ALERT_FORMAT = {
	shape: 'text',
	include: new Set<OptionalProperty>(['output', 'output_fields', 'tags']),
	time: 'clock',
} as const satisfies Partial<AlertFormat>;
