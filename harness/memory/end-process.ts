import { libcFunction } from '../native/library.ts';

const exitNow = libcFunction<(code: number) => void>('_exit', 'void', ['int']);

/**
 * Ends the process at once, without exit handlers: a plugin's threads may still run, and koffi's own clean-up would meet them
 * (facts/koffi.md 2, T7).
 */
export function endProcess(code = 0): void {
	exitNow(code);
}
