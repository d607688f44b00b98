/**
 * The fields that Falco itself offers on every event source: the generic `evt` class of libsinsp (facts/rules.md 4). A
 * plugin field with one of these names keeps Falco from starting. `evt.` has more fields on the source syscall; those are
 * covered by the class below, not by name.
 */
export const GENERIC_FIELDS: ReadonlySet<string> = new Set([
	'evt.num',
	'evt.time',
	'evt.time.s',
	'evt.time.iso8601',
	'evt.datetime',
	'evt.datetime.s',
	'evt.rawtime',
	'evt.rawtime.s',
	'evt.rawtime.ns',
	'evt.reltime',
	'evt.reltime.s',
	'evt.reltime.ns',
	'evt.pluginname',
	'evt.plugininfo',
	'evt.source',
	'evt.is_async',
	'evt.asynctype',
	'evt.hostname',
]);

/**
 * First parts of names that rule authors read as Falco's own, and whom they belong to. The list names classes only: which
 * fields a class has differs between releases of libsinsp.
 */
export const BUILTIN_CLASSES: ReadonlyMap<string, string> = new Map([
	['evt', 'Falco, on every event source'],
	['proc', 'Falco, on the source syscall'],
	['thread', 'Falco, on the source syscall'],
	['user', 'Falco, on the source syscall'],
	['group', 'Falco, on the source syscall'],
	['fd', 'Falco, on the source syscall'],
	['fdlist', 'Falco, on the source syscall'],
	['fs', 'Falco, on the source syscall'],
	['syslog', 'Falco, on the source syscall'],
	['static', "Falco's configuration (static_fields)"],
	['container', 'Falco, or its container plugin since Falco 0.41'],
	['k8s', 'Falco, or its container plugin since Falco 0.41'],
]);
