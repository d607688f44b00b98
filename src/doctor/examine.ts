import { packageVersion } from '../package-root.ts';
import { DIAGNOSTICS, type Diagnostic } from './diagnostics.ts';

/** One line of `doctor`. */
export interface DoctorEntry {
	id: string;
	title: string;
	state: 'pass' | 'warn' | 'fail';
	detail: string;
	/** What to do about it; null if nothing. */
	fix: string | null;
}

/** What `doctor` found; its `--json` result. */
export interface DoctorResult {
	schemaVersion: 1;
	version: string;
	summary: { pass: number; warn: number; fail: number };
	diagnostics: readonly DoctorEntry[];
}

/** Looks at everything, at the same time. */
export async function examine(
	environment: NodeJS.ProcessEnv = process.env,
	diagnostics: readonly Diagnostic[] = DIAGNOSTICS,
): Promise<DoctorResult> {
	const entries = await Promise.all(diagnostics.map((diagnostic) => entryOf(diagnostic, environment)));
	const count = (state: DoctorEntry['state']) => entries.filter((entry) => entry.state === state).length;
	return {
		schemaVersion: 1,
		version: packageVersion(),
		summary: { pass: count('pass'), warn: count('warn'), fail: count('fail') },
		diagnostics: entries,
	};
}

async function entryOf({ id, title, examine: look }: Diagnostic, environment: NodeJS.ProcessEnv): Promise<DoctorEntry> {
	const finding = await look(environment);
	return {
		id,
		title,
		state: finding.state,
		detail: finding.detail,
		fix: finding.state === 'pass' ? null : finding.fix,
	};
}
