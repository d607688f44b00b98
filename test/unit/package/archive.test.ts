import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTarGz, readTarGz } from '../../../src/package/archive.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-archive-'));
const file = (name: string, text: string, mode = 0o644) => ({ name, mode, bytes: Buffer.from(text) });

describe('packTarGz', () => {
	it('makes what tar reads: sorted files, no folders, no owner, no time', () => {
		const archive = join(folder, 'a.tar.gz');
		writeFileSync(archive, packTarGz([file('b.yaml', 'two\n'), file('a.so', 'one', 0o755)]));
		const listing = execFileSync('tar', ['--utc', '--full-time', '--numeric-owner', '-tvzf', archive], {
			encoding: 'utf8',
		});
		expect(listing.trimEnd().split('\n')).toEqual([
			'-rwxr-xr-x 0/0               3 1970-01-01 00:00:00 a.so',
			'-rw-r--r-- 0/0               4 1970-01-01 00:00:00 b.yaml',
		]);
		execFileSync('tar', ['-C', folder, '-xzf', archive]);
		execFileSync('gzip', ['--test', archive]);
	});

	it('gives the same bytes for the same files in any order', () => {
		const files = [file('a', '1'), file('b', '2'), file('c', '3')];
		expect(packTarGz(files).equals(packTarGz([...files].reverse()))).toBe(true);
	});

	it('is read back as it was', () => {
		const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,30}$/);
		const contents = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
		const files = fc.uniqueArray(fc.record({ name, bytes: contents }), {
			selector: (entry) => entry.name,
			minLength: 1,
			maxLength: 5,
		});
		fc.assert(
			fc.property(files, (list) => {
				const packed = list.map((entry) => ({ ...entry, mode: 0o644 }));
				const read = readTarGz(packTarGz(packed), 'a.tar.gz');
				const sorted = [...packed].sort((a, b) => (a.name < b.name ? -1 : 1));
				expect(read).toEqual(sorted.map((entry) => ({ ...entry, type: 'File' })));
			}),
		);
	});
});

describe('readTarGz', () => {
	it('tells folders and links from files', () => {
		execFileSync('sh', ['-c', 'mkdir -p t/d && echo x > t/d/f && ln -sf f t/d/l && tar -C t -czf t.tar.gz d'], {
			cwd: folder,
		});
		const bytes = execFileSync('cat', [join(folder, 't.tar.gz')]);
		expect(
			readTarGz(bytes, 't')
				.map(({ name, type }) => `${type} ${name}`)
				.sort(),
		).toEqual(['Directory d/', 'File d/f', 'SymbolicLink d/l']);
	});

	it.each([
		['no gzip', Buffer.from('text'), 'x is not a gzip archive'],
		['no tar', execFileSync('gzip', ['-c'], { input: 'a'.repeat(600) }), 'x is not a tar archive'],
	])('refuses %s', (_, bytes, message) => {
		expect(() => readTarGz(bytes, 'x')).toThrow(message);
	});
});
