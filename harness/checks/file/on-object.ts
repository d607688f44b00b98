import { type Outcome, skipped } from '../../protocol/verdict.ts';
import type { FileSubject, SharedObject } from '../../subjects.ts';

/** A judge of a readable object; any other file is skipped, since file.elf-target says what it is instead. */
export function onObject(judge: (object: SharedObject, subject: FileSubject) => Outcome) {
	return (subject: FileSubject): Outcome =>
		subject.reading.kind === 'object'
			? judge(subject.reading.object, subject)
			: skipped(`the file is ${subject.reading.reason} (file.elf-target)`);
}
