import { defineCheck, type FileCheck } from '../../define-check.ts';
import { type FindingDraft, judged } from '../../protocol/verdict.ts';
import type { SharedObject } from '../../subjects.ts';
import { onObject } from './on-object.ts';

const EXPECTED = 'PT_GNU_STACK with the flags RW';

export default defineCheck<FileCheck>({
	id: 'file.exec-stack',
	title: 'No executable stack',
	asserts: 'The program header PT_GNU_STACK is present and does not ask for an executable stack.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: "glibc 2.41 and later refuse to dlopen such a library (`cannot enable executable stack`), and Falco's default image has glibc 2.43; older ones make every stack of Falco executable.",
	fix: 'Link with `-z noexecstack`. To mend the cause, end each assembly file with `.section .note.GNU-stack,"",%progbits`, and avoid nested functions of GNU C.',
	judge: onObject((object) => judged(FINDINGS[object.stack], 'the program headers')),
});

const FINDINGS: Readonly<Record<SharedObject['stack'], readonly FindingDraft[]>> = {
	'non-executable': [],
	executable: [
		{
			message: "The library asks for an executable stack: Falco's default image refuses to load it",
			expected: EXPECTED,
			observed: 'PT_GNU_STACK with the flags RWE',
		},
	],
	absent: [
		{
			message: 'The library does not say that its stack need not be executable, which counts as asking for it',
			expected: EXPECTED,
			observed: 'no PT_GNU_STACK',
		},
	],
};
