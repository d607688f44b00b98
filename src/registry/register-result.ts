import type { RegistryFinding } from './finding.ts';
import type { RegistryEntry } from './model.ts';
import { quoteCommand } from './pull-request.ts';
import type { NotReady, Registration } from './register.ts';
import type { Submission } from './submit.ts';

/** What `plugin-kit register --json` prints (docs/schemas/register.schema.json). */
export interface RegisterResult {
	schemaVersion: 1;
	outcome: 'not-ready' | 'dry-run' | 'written' | 'committed' | 'pushed';
	/** One line about the tests of the library. */
	tests: string;
	change?: Registration['change'];
	id?: number;
	entry?: RegistryEntry;
	diff?: string;
	findings?: readonly RegistryFinding[];
	title?: string;
	body?: string;
	branch?: string;
	commit?: string;
	bodyFile?: string;
	/** Commands that send the branch, ready to be pasted into a shell. */
	commands?: readonly string[];
}

export function notReadyResult({ tested }: NotReady): RegisterResult {
	return { schemaVersion: 1, outcome: 'not-ready', tests: tested.summary };
}

export function registerResult(
	outcome: Exclude<RegisterResult['outcome'], 'not-ready'>,
	registration: Registration,
	submission?: Submission,
): RegisterResult {
	const { tested, change, entry, diff, findings, subject, body } = registration;
	return {
		schemaVersion: 1,
		outcome,
		tests: tested.summary,
		change,
		id: entry.capabilities.sourcing?.id,
		entry,
		diff,
		findings,
		title: subject,
		body,
		branch: submission?.branch,
		commit: submission?.commit,
		bodyFile: submission?.bodyFile,
		commands: submission?.commands.map(quoteCommand),
	};
}

/** The text for a person. */
export function renderRegisterResult(result: RegisterResult): string {
	const { outcome, tests, diff = '', title = '', body = '', branch, commit, commands = [] } = result;
	switch (outcome) {
		case 'not-ready':
			return `not registered: the release profile found errors (${tests})`;
		case 'dry-run':
			return [diff, `commit and pull request: ${title}`, '', body].join('\n');
		case 'written':
			return [diff, 'the registry file was written'].join('\n');
		case 'committed':
			return [
				diff,
				`commit ${commit?.slice(0, 9)} on the branch ${branch}; to send it:`,
				...commands.map((c) => `  ${c}`),
			].join('\n');
		case 'pushed':
			return `${branch} was sent`;
	}
}
