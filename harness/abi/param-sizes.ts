/** Bytes of the parameter types that have one size; those that are not here have any length, also none. */
export const PARAM_SIZES: Readonly<Record<string, number>> = {
	fd: 8,
	errno: 8,
	pid: 8,
	int64: 8,
	uint64: 8,
	reltime: 8,
	abstime: 8,
	uint32: 4,
	int32: 4,
	flags32: 4,
	enumflags32: 4,
	uid: 4,
	gid: 4,
	fd32: 4,
	pid32: 4,
	mode: 4,
	sigset: 4,
	ipv4addr: 4,
	uint16: 2,
	int16: 2,
	flags16: 2,
	enumflags16: 2,
	port: 2,
	syscallid: 2,
	uint8: 1,
	flags8: 1,
	enumflags8: 1,
	sigtype: 1,
	ipv6addr: 16,
};
/** One text with its terminator. */
export const ONE_TEXT_PARAMS: ReadonlySet<string> = new Set(['charbuf', 'fspath', 'fsrelpath']);

/** One or several texts, each with its terminator. */
export const TEXT_PARAMS: ReadonlySet<string> = new Set([...ONE_TEXT_PARAMS, 'charbufarray', 'charbuf_pair_array']);
