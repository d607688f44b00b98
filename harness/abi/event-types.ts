import rows from './event-types.json' with { type: 'json' };

interface EventTypeRow {
	code: number;
	name: string;
	flags?: string[];
	/** `"NAME TYPE"` each. */
	params: string[];
}

export interface EventParam {
	name: string;
	/** The event table's own type name, for example `charbuf`, `fd`, `uint32`. */
	type: string;
}

export interface EventType {
	code: number;
	/** Name as in `evt.type`; the two directions of a system call share it. */
	name: string;
	/** Even codes are entries of a system call (and one-way events), odd ones exits. */
	direction: 'enter' | 'exit';
	/** Kept for old captures; current drivers do not produce it. */
	old: boolean;
	/** A hole in the table: no event has this code. */
	unused: boolean;
	/** Bytes of each parameter's length word. */
	lengthWidth: 2 | 4;
	params: readonly EventParam[];
}

function eventType({ code, name, flags = [], params }: EventTypeRow): EventType {
	return {
		code,
		name,
		direction: code % 2 === 0 ? 'enter' : 'exit',
		old: flags.includes('old'),
		unused: flags.includes('unused'),
		lengthWidth: flags.includes('large') ? 4 : 2,
		params: params.map((param) => {
			const [paramName = '', type = ''] = param.split(' ');
			return { name: paramName, type };
		}),
	};
}

/** The event table of libs 0.25 (Falco 0.44), by code. Source: libs `driver/event_table.c`; facts/abi.md section 3. */
export const EVENT_TYPES: readonly EventType[] = (rows satisfies EventTypeRow[]).map(eventType);

/** Event of a plugin with an ID (`PPME_PLUGINEVENT_E`): plugin ID, payload. */
export const PLUGIN_EVENT = 322;

/** Event from a plugin's own thread (`PPME_ASYNCEVENT_E`): plugin ID, name, data. */
export const ASYNC_EVENT = 402;

/** Bytes of the length words in events of a type; 2 for types that the table does not know. */
export function lengthWidthOf(code: number): 2 | 4 {
	return EVENT_TYPES[code]?.lengthWidth ?? 2;
}
