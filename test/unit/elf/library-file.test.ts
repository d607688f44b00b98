import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary, readLibrary } from '../../../src/elf/library-file.ts';
import { UsageError } from '../../../src/errors.ts';

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'elf-path-'));
	mkdirSync(join(folder, 'build'));
	writeFileSync(join(folder, 'notes.txt'), 'hello\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a path named as a plugin library', () => {
	it.each([
		['missing', 'nothing.so', 'does not exist'],
		['missing', 'notes.txt/below.so', 'does not exist'],
		['directory', 'build', 'is a directory'],
	])('that is %s is told as such: %s', (kind, name, problem) => {
		expect(openLibrary(join(folder, name))).toMatchObject({ kind, problem: expect.stringContaining(problem) });
		expect(() => readLibrary(join(folder, name))).toThrow(UsageError);
	});

	it('that is a device is refused without reading it', () => {
		expect(openLibrary('/dev/zero')).toMatchObject({ kind: 'special' });
	});

	it('that is a named pipe is refused without waiting for a writer', () => {
		const pipe = join(folder, 'pipe');
		execFileSync('mkfifo', [pipe]);
		expect(openLibrary(pipe)).toMatchObject({ kind: 'special' });
	});

	it('that is another kind of file is read and described, not thrown', () => {
		expect(readLibrary(join(folder, 'notes.txt'))).toMatchObject({ kind: 'unusable', reason: 'a text file' });
	});
});
