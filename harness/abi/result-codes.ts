/** `ss_plugin_rc`, a signed 32-bit number. libscap's own codes differ (its EOF is 6). */
export const RESULT_CODES = { SUCCESS: 0, FAILURE: 1, TIMEOUT: -1, EOF: 2, NOT_SUPPORTED: 3 } as const;
export type ResultCode = keyof typeof RESULT_CODES;

/** The name of a result code, or the number itself where it has none. */
export function resultName(rc: number): string {
	const known = Object.entries(RESULT_CODES).find(([, value]) => value === rc);
	return known ? known[0] : String(rc);
}
