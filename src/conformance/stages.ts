import type {
	AuthorTestsCheck,
	Check,
	DescriptionCheck,
	FileCheck,
	LiveCheck,
	OrdinaryRunCheck,
	ProcessesCheck,
	RecordCheck,
	ReleaseCheck,
} from '../../harness/define-check.ts';

/** The selected checks by what they judge, in the order of the run. */
export interface Stages {
	file: FileCheck[];
	description: DescriptionCheck[];
	processes: ProcessesCheck[];
	ends: OrdinaryRunCheck[];
	record: RecordCheck[];
	live: LiveCheck[];
	authorTests: AuthorTestsCheck[];
	release: ReleaseCheck[];
}

/** Sorts checks into their stages. */
export function sortByStage(checks: readonly Check[]): Stages {
	const sorted: Stages = {
		file: [],
		description: [],
		processes: [],
		ends: [],
		record: [],
		live: [],
		authorTests: [],
		release: [],
	};
	for (const check of checks) {
		switch (check.stage) {
			case 'file':
				sorted.file.push(check);
				break;
			case 'description':
				sorted.description.push(check);
				break;
			case 'processes':
				sorted.processes.push(check);
				break;
			case 'ordinary-run':
				sorted.ends.push(check);
				break;
			case 'record':
				sorted.record.push(check);
				break;
			case 'live':
				sorted.live.push(check);
				break;
			case 'author-tests':
				sorted.authorTests.push(check);
				break;
			case 'release':
				sorted.release.push(check);
				break;
		}
	}
	return sorted;
}
