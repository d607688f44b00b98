import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArchiveSubject, judgeArchiveLayout } from '../../../src/package/archive-layout.ts';

const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-layout-'));
writeFileSync(join(folder, 'a.c'), 'int a;\n');
execFileSync('gcc', ['-shared', '-fPIC', '-o', join(folder, 'a.so'), join(folder, 'a.c')]);

/** A real object, said to be for a machine by its ELF header. */
const elf = (machine: number) => {
	const bytes = readFileSync(join(folder, 'a.so'));
	bytes.writeUInt16LE(machine, 18);
	return bytes;
};

const subject = (changes: Partial<ArchiveSubject> = {}): ArchiveSubject => ({
	archive: 'buoy-0.2.0-linux-x86_64.tar.gz',
	entries: [{ name: 'libbuoy.so', type: 'File', bytes: elf(62) }],
	plugin: { name: 'buoy', version: '0.2.0' },
	...changes,
});

const messages = (changes: Partial<ArchiveSubject>) => {
	const outcome = judgeArchiveLayout(subject(changes));
	return outcome.kind === 'judged' ? outcome.findings.map(({ message }) => message) : [];
};

describe('judgeArchiveLayout', () => {
	it('passes a flat archive of the library alone', () => {
		expect(messages({})).toEqual([]);
		expect(
			messages({
				archive: 'buoy-0.2.0-linux-aarch64.tar.gz',
				entries: [{ name: 'libbuoy.so', type: 'File', bytes: elf(183) }],
			}),
		).toEqual([]);
		expect(
			messages({ archive: 'buoy-0.2.0-rc.1-linux-x86_64.tar.gz', plugin: { name: 'buoy', version: '0.2.0-rc.1' } }),
		).toEqual([]);
	});

	it.each<[string, Partial<ArchiveSubject>, string[]]>([
		[
			'a folder',
			{ entries: [{ name: './', type: 'Directory', bytes: Buffer.alloc(0) }, ...subject().entries] },
			['the archive has an entry for the folder ./'],
		],
		[
			'a library in a folder',
			{ entries: [{ name: 'b/libbuoy.so', type: 'File', bytes: elf(62) }] },
			['b/libbuoy.so is not at the root of the archive', 'the archive has no libbuoy.so at its root'],
		],
		[
			'a link',
			{ entries: [...subject().entries, { name: 'x', type: 'SymbolicLink', bytes: Buffer.alloc(0) }] },
			['x is a SymbolicLink in the archive'],
		],
		[
			'a second file',
			{ entries: [...subject().entries, { name: 'README', type: 'File', bytes: Buffer.alloc(0) }] },
			['the archive holds README beside the library'],
		],
		[
			'another machine',
			{ entries: [{ name: 'libbuoy.so', type: 'File', bytes: elf(183) }] },
			['the library is for another machine than the name of the archive says'],
		],
		[
			'no object',
			{ entries: [{ name: 'libbuoy.so', type: 'File', bytes: Buffer.from('text') }] },
			['the library is for another machine than the name of the archive says'],
		],
		[
			"Go's word for the machine",
			{ archive: 'buoy-0.2.0-linux-amd64.tar.gz' },
			['the library is for another machine than the name of the archive says'],
		],
		[
			'another version',
			{ archive: 'buoy-0.2.1-linux-x86_64.tar.gz' },
			['the archive is called buoy-0.2.1-linux-x86_64.tar.gz'],
		],
		[
			'another platform',
			{ archive: 'buoy-0.2.0-darwin-x86_64.tar.gz' },
			['the archive is called buoy-0.2.0-darwin-x86_64.tar.gz'],
		],
		['no name at all', { archive: 'buoy.tgz' }, ['the archive is called buoy.tgz']],
	])('finds %s', (_, changes, expected) => {
		expect(messages(changes)).toEqual(expected);
	});
});
