import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const entry = fileURLToPath(new URL('../../dist/src/bin.js', import.meta.url));

/** Runs a command that says a lot, and stops reading after the first of it: as `| head` and `2>&1 | head` do. */
function exitCodeWithout(streams: readonly ('stdout' | 'stderr')[]): Promise<number | null> {
	const folder = mkdtempSync(join(tmpdir(), 'reader-gone-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const file = join(folder, 'conditions');
	// A line to each stream for each of them.
	writeFileSync(file, 'a.b in abc\n'.repeat(50_000));
	const child = spawn(process.execPath, ['--no-warnings', entry, 'rules', 'parse', `@${file}`]);
	child.stdout.once('data', () => {
		for (const name of streams) child[name].destroy();
	});
	child.stderr.resume();
	return new Promise((resolve) => child.once('exit', resolve));
}

describe('a reader that goes away', () => {
	it.each([[['stdout']], [['stdout', 'stderr']]] as const)('is no failure: %j', async (streams) => {
		expect(await exitCodeWithout(streams)).toBe(0);
	});
});
