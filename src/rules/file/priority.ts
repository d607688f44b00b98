/** Priorities from most to least severe; the index is Falco's (and syslog's) number. */
export const PRIORITIES = [
	'Emergency',
	'Alert',
	'Critical',
	'Error',
	'Warning',
	'Notice',
	'Informational',
	'Debug',
] as const;

/** A priority as alerts print it. */
export type Priority = (typeof PRIORITIES)[number];

/** Reads a priority in any case; `info` is Informational. */
export function parsePriority(text: string): Priority | undefined {
	const lower = text.toLowerCase();
	return lower === 'info' ? 'Informational' : PRIORITIES.find((priority) => priority.toLowerCase() === lower);
}

/** 0 (Emergency) to 7 (Debug). */
export function severityOf(priority: Priority): number {
	return PRIORITIES.indexOf(priority);
}

/** The upper-case short form of Falco's statistics: `INFO`, `WARNING`. */
export function shortPriority(priority: Priority): string {
	return priority === 'Informational' ? 'INFO' : priority.toUpperCase();
}
