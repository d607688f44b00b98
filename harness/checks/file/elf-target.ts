import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { FileSubject, SharedObject } from '../../subjects.ts';

export default defineCheck<FileCheck>({
	id: 'file.elf-target',
	title: 'The file is a shared library for this machine',
	asserts:
		'The path resolves to a 64-bit little-endian ELF shared object whose machine is the one tested for: that of this machine, or that of --target.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'libs `plugin_load` calls dlopen, which refuses every other file; Falco then ends with the text of dlopen. A file that was cut off may kill it with SIGBUS.',
	fix: 'Build a shared library for the machine that Falco runs on: `-shared -fPIC` in C and C++, `-buildmode=c-shared` in Go, `crate-type = ["cdylib"]` in Rust.',
	judge(subject) {
		return judged(targetFindings(subject), `a file for ${subject.target}`);
	},
});

function targetFindings(subject: FileSubject): FindingDraft[] {
	const expected = `a 64-bit little-endian ELF shared object for ${subject.target}`;
	const { reading } = subject;
	if (reading.kind === 'unusable') {
		const observed = reading.detail === undefined ? reading.reason : `${reading.reason}: ${reading.detail}`;
		return [{ message: `Falco cannot load this file: it is ${reading.reason}`, expected, observed }];
	}
	const kind = wrongKind(reading.object);
	if (kind !== undefined) return [{ expected, ...kind }];
	const { machine } = reading.object;
	if (machine === subject.target) return [];
	return [
		{
			message: `The library is built for ${machine}, and is tested for ${subject.target}`,
			expected,
			observed: `a shared object for ${machine}`,
			fix: `Build it for ${subject.target}, or test it where it belongs: --target names the machine (x86_64 or aarch64).`,
		},
	];
}

function wrongKind(object: SharedObject): Pick<FindingDraft, 'message' | 'observed' | 'fix'> | undefined {
	if (object.isExecutable) {
		return {
			message: 'This is a program, not a library: dlopen refuses programs',
			observed: object.fileType === 'executable' ? 'an executable' : 'a position-independent executable',
			fix: 'Link with `-shared` instead of `-pie`; in Go build with `-buildmode=c-shared`.',
		};
	}
	switch (object.fileType) {
		case 'shared object':
			return undefined;
		case 'relocatable':
			return {
				message: 'This is an object file that was compiled but not linked',
				observed: 'a relocatable object (.o)',
				fix: 'Link it: `cc -shared -o libmyplugin.so *.o`.',
			};
		case 'core':
			return { message: 'This is the core dump of a crashed program, not a library', observed: 'a core dump' };
		case 'executable':
		case 'other':
			return { message: 'This ELF file is not a shared library', observed: `an ELF file of another kind` };
	}
}
