import { type Outcome, skipped } from '../protocol/verdict.ts';
import type { DescriptionSubject } from '../subjects.ts';

/** A judge of what a loaded plugin says; of one that was not loaded there is nothing to judge. */
export function whenLoaded(judge: (subject: DescriptionSubject) => Outcome): (subject: DescriptionSubject) => Outcome {
	return (subject) =>
		subject.description.load.kind === 'loaded'
			? judge(subject)
			: skipped('the library did not load (see abi.dlopen-now)');
}
