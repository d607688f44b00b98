import type { FieldDefinition, TableDefinition } from './table-registry.ts';

const readOnly = { readOnly: true } as const;

const PAIRS: readonly FieldDefinition[] = [
	{ name: 'first', type: 'string' },
	{ name: 'second', type: 'string' },
];

/**
 * libsinsp's table of threads, as Falco 0.44 offers it: key, names and which fields are read-only are those of facts/abi.md 4.10
 * (libsinsp `threadinfo.cpp`); the fields of the tables in it are a selection. The host fills in the entries.
 */
export const THREADS_TABLE: TableDefinition = {
	name: 'threads',
	keyType: 'int64',
	fields: [
		{ name: 'tid', type: 'int64' },
		{ name: 'pid', type: 'int64' },
		{ name: 'ptid', type: 'int64' },
		{ name: 'reaper_tid', type: 'int64' },
		{ name: 'sid', type: 'int64' },
		{ name: 'comm', type: 'string' },
		{ name: 'exe', type: 'string' },
		{ name: 'exe_path', type: 'string' },
		{ name: 'exe_writable', type: 'bool' },
		{ name: 'exe_upper_layer', type: 'bool' },
		{ name: 'exe_lower_layer', type: 'bool' },
		{ name: 'exe_from_memfd', type: 'bool' },
		{ name: 'args', type: 'table', ...readOnly, keyType: 'uint64', fields: [{ name: 'value', type: 'string' }] },
		{ name: 'env', type: 'table', ...readOnly, keyType: 'uint64', fields: [{ name: 'value', type: 'string' }] },
		{ name: 'cgroups', type: 'table', ...readOnly, keyType: 'uint64', fields: PAIRS },
		{ name: 'flags', type: 'uint32' },
		{ name: 'fd_limit', type: 'int64' },
		{ name: 'uid', type: 'uint32' },
		{ name: 'gid', type: 'uint32' },
		{ name: 'loginuid', type: 'uint32' },
		{ name: 'exe_ino', type: 'uint64' },
		{ name: 'exe_ino_ctime', type: 'uint64' },
		{ name: 'exe_ino_mtime', type: 'uint64' },
		{ name: 'vtid', type: 'int64' },
		{ name: 'vpid', type: 'int64' },
		{ name: 'vpgid', type: 'int64' },
		{ name: 'pgid', type: 'int64' },
		{ name: 'pidns_init_start_ts', type: 'uint64' },
		{ name: 'root', type: 'string' },
		{ name: 'tty', type: 'uint32' },
		{
			name: 'file_descriptors',
			type: 'table',
			...readOnly,
			keyType: 'int64',
			fields: [
				{ name: 'type', type: 'uint8' },
				{ name: 'name', type: 'string' },
				{ name: 'flags', type: 'uint32' },
				{ name: 'dev', type: 'uint32' },
				{ name: 'ino', type: 'uint64' },
				{ name: 'pid', type: 'int64' },
				{ name: 'fd', type: 'int64' },
			],
		},
		{ name: 'cwd', type: 'string', ...readOnly },
	],
};
