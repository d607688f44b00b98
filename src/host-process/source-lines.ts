import { spawnSync } from 'node:child_process';

const PATIENCE_MS = 5_000;

/**
 * The source lines of addresses in an object with debug information, as `file:line`, by binutils' addr2line; undefined where
 * there is none. Without addr2line there is none for any: a stack is then told by its symbols alone.
 */
export function sourceLines(object: string, addresses: readonly bigint[]): (string | undefined)[] {
	if (addresses.length === 0) return [];
	const words = addresses.map((address) => `0x${address.toString(16)}`);
	const { status, stdout } = spawnSync('addr2line', ['-e', object, ...words], {
		encoding: 'utf8',
		timeout: PATIENCE_MS,
		maxBuffer: 1 << 20,
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const lines = status === 0 ? stdout.split('\n') : [];
	return addresses.map((_, index) => readPlace(lines[index] ?? ''));
}

/** `/a/b.c:12 (discriminator 3)` -> `/a/b.c:12`; `??:0` and `b.c:?` are none. */
function readPlace(line: string): string | undefined {
	const match = /^(.+):(\d+)(?: \(discriminator \d+\))?$/.exec(line.trim());
	return match && match[1] !== '??' && match[2] !== '0' ? `${match[1]}:${match[2]}` : undefined;
}
