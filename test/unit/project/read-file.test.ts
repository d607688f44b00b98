import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegularFile, readTextFile } from '../../../src/project/read-file.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'read-file-'));
	execFileSync('mkfifo', [join(folder, 'pipe')]);
	mkdirSync(join(folder, 'folder'));
	writeFileSync(join(folder, 'large'), 'x'.repeat(2049));
	writeFileSync(join(folder, 'latin1'), Buffer.from([0x63, 0x61, 0x66, 0xe9]));
	writeFileSync(join(folder, 'closed'), 'x');
	chmodSync(join(folder, 'closed'), 0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that the user names', () => {
	it('is read whole, also where its size says nothing', () => {
		writeFileSync(join(folder, 'text'), 'caf\u00e9\n');
		expect(readTextFile(join(folder, 'text'), 2048)).toBe('caf\u00e9\n');
		expect(readTextFile('/proc/self/status', 1 << 20)).toContain('Pid:');
	});

	it.each<readonly [string, string]>([
		['missing', "can't be read (ENOENT)"],
		['folder', 'is not a file'],
		['large', 'is larger than 2 KiB'],
		['latin1', 'is not UTF-8'],
		// Root reads it all the same.
		...(process.getuid?.() === 0 ? [] : ([['closed', "can't be read (EACCES)"]] as const)),
	])('that is %s is refused in one line', (name, problem) => {
		const path = join(folder, name);
		expect(() => readTextFile(path, 2048)).toThrow(`${path}: ${problem}`);
	});

	it('that is a pipe without a writer is not waited for', () => {
		expect(() => readRegularFile(join(folder, 'pipe'), 2048)).toThrow('pipe: is not a file');
	});
});
