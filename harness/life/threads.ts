import { readdirSync } from 'node:fs';

/** Threads of this process; 0 where /proc cannot be read. */
export function threadCount(): number {
	try {
		return readdirSync('/proc/self/task').length;
	} catch {
		return 0;
	}
}
