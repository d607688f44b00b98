/** Result codes of plugin functions. A C `int`, so negative values occur. Source: `plugin_types.h`; facts/abi.md section 3. */
export const RC = { SUCCESS: 0, FAILURE: 1, TIMEOUT: -1, EOF: 2, NOT_SUPPORTED: 3 } as const;
export type RcName = keyof typeof RC;

/** Types of extracted fields, keyed by the name they have in the JSON of `get_fields`. */
export const FIELD_TYPES = { uint64: 8, string: 9, reltime: 20, abstime: 21, bool: 25, ipaddr: 40, ipnet: 41 } as const;
export type FieldTypeName = keyof typeof FIELD_TYPES;

/** What `get_init_schema` says of its text. */
export const SCHEMA_TYPES = { NONE: 0, JSON: 1 } as const;
export type SchemaTypeName = keyof typeof SCHEMA_TYPES;

/** Types of keys and fields of state tables. */
export const STATE_TYPES = {
	int8: 1,
	int16: 2,
	int32: 3,
	int64: 4,
	uint8: 5,
	uint16: 6,
	uint32: 7,
	uint64: 8,
	string: 9,
	table: 10,
	bool: 25,
} as const;
export type StateTypeName = keyof typeof STATE_TYPES;

/** Severities that a plugin gives to the host's log function. */
export const LOG_SEVERITIES = {
	fatal: 1,
	critical: 2,
	error: 3,
	warning: 4,
	notice: 5,
	info: 6,
	debug: 7,
	trace: 8,
} as const;
export type LogSeverityName = keyof typeof LOG_SEVERITIES;

/** Kinds of metrics, since API 3.6 (3.5 counted from 1). */
export const METRIC_TYPES = { MONOTONIC: 0, NON_MONOTONIC: 1 } as const;
export type MetricTypeName = keyof typeof METRIC_TYPES;

/** Which member of a metric's value is meant, since API 3.6 (3.5 counted from 1). */
export const METRIC_VALUE_TYPES = { u32: 0, s32: 1, u64: 2, s64: 3, d: 4, f: 5, i: 6 } as const;
export type MetricValueTypeName = keyof typeof METRIC_VALUE_TYPES;

/** Bytes that an async event handler may write to its `err` argument. */
export const MAX_ERROR_LENGTH = 1024;

/** Where the payload of a plugin event begins, counted from the event header. */
export const PAYLOAD_OFFSET = 38;

/** Value of `flist` for list fields: a flag bit of the host (`EPF_IS_LIST`), not 1. */
export const LIST_FLAG = 64;

/** The "no value" of timestamps, thread IDs and (since Falco 0.43) absent index arguments. */
export const UINT64_MAX = 0xffff_ffff_ffff_ffffn;

/** Longest name of an async event in bytes: names share a 32-byte slot with their terminator. */
export const MAX_ASYNC_NAME_LENGTH = 31;

/** Plugin ID that the registry reserves for plugins in development. */
export const DEVELOPMENT_ID = 999;

/** The name of a value in one of the tables above, or undefined for a value that the API does not define. */
export function nameOf<Name extends string>(table: Readonly<Record<Name, number>>, value: number): Name | undefined {
	return (Object.keys(table) as Name[]).find((name) => table[name] === value);
}
