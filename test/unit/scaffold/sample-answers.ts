import type { Answers } from '../../../src/scaffold/answers.ts';

/** Answers for tests, with what a test is about in place of the rest. */
export function sampleAnswers(changes: Partial<Answers> = {}): Answers {
	return {
		language: 'c',
		name: 'my-logins',
		source: 'my_logins',
		capabilities: ['source', 'extract'],
		description: 'Says "hi" to 100% of all logins, für alle',
		contact: 'https://example.org/my-logins/issues',
		...changes,
	};
}
