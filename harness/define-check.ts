import type { ApiFunction, Capability } from './abi/symbols.ts';
import type { LiveContext } from './live-context.ts';
import type { Outcome, Severity } from './protocol/verdict.ts';
import type {
	AuthorTestsSubject,
	DescriptionSubject,
	FileSubject,
	ProcessesSubject,
	RecordSubject,
} from './subjects.ts';

export type CheckGroup =
	| 'file'
	| 'abi'
	| 'meta'
	| 'fields'
	| 'sources'
	| 'init'
	| 'open'
	| 'source'
	| 'event'
	| 'extract'
	| 'types'
	| 'args'
	| 'offsets'
	| 'parse'
	| 'async'
	| 'tables'
	| 'metrics'
	| 'config'
	| 'listen'
	| 'lifecycle'
	| 'errors'
	| 'concurrency'
	| 'memory'
	| 'fuzz'
	| 'robust'
	| 'perf'
	| 'registry';

export type Profile = 'dev' | 'ci' | 'release';

interface CheckText {
	id: `${CheckGroup}.${string}`;
	/** A few words: what is checked. */
	title: string;
	/** What must hold, in full. */
	asserts: string;
	/** Severity of the main assertion; a finding may carry another. */
	severity: Severity;
	/** The capabilities of which a plugin needs at least one for the check to apply; `all` for every plugin. */
	capabilities: 'all' | readonly Capability[];
	/** The first profile that runs it: dev runs dev; ci runs dev and ci; release runs all. */
	profile: Profile;
	/** The clause of the API or the line of Falco's behaviour that it rests on. */
	why: string;
	fix: string;
}

/** Judges the file, with nothing loaded; runs in the parent. */
export interface FileCheck extends CheckText {
	stage: 'file';
	judge(subject: FileSubject): Outcome;
}

/** Judges what the plugin said of itself before init, as a discovery child wrote it down; runs in the parent. */
export interface DescriptionCheck extends CheckText {
	stage: 'description';
	judge(subject: DescriptionSubject): Outcome;
}

/** Judges whether the plugin says the same of itself in every process that the run has made; runs in the parent. */
export interface ProcessesCheck extends CheckText {
	stage: 'processes';
	judge(subject: ProcessesSubject): Outcome;
}

/**
 * Says how the plugin's ordinary life inside Falco ended: load, init, open, read, extract, close, destroy, in Falco's order.
 * The planner judges it from the end of the child; everything that depends on a call that died is not run.
 */
export interface OrdinaryRunCheck extends CheckText {
	stage: 'ordinary-run';
	end: 'crash' | 'hang' | 'exit';
}

/** Judges the record of that ordinary life, in the child that lived it. */
export interface RecordCheck extends CheckText {
	stage: 'record';
	judge(subject: RecordSubject): Outcome;
}

/** Calls the plugin; runs in a child. */
export interface LiveCheck extends CheckText {
	stage: 'live';
	/**
	 * `own`: leaves the process in a state that the next check must not see. `fresh`: must come first in its process, which
	 * others may use after it. `risky`: provokes what may end the process; alone where a runtime does not survive a failure
	 * (Go), else it shares one until one dies.
	 */
	isolation: 'shared' | 'fresh' | 'risky' | 'own';
	/** Every API function beyond loading that the check calls. What depends on a call that crashed is not run. */
	calls: readonly ApiFunction[];
	/** Runs although one of its calls ended the ordinary life in this way, because it finds out why. */
	explains?: 'crash' | 'hang';
	/** What it asserts is shown by an ordinary life that came to its end: then it is not run. */
	shownByLife?: true;
	/** Milliseconds for the whole check, before --timeout-scale; each call has a deadline of its own. */
	deadlineMs: number;
	run(context: LiveContext): Promise<Outcome>;
}

/** Judges what the author's own tests (`tests/*.yaml`) came to, each run in a child of its own; runs in the parent. */
export interface AuthorTestsCheck extends CheckText {
	stage: 'author-tests';
	judge(subject: AuthorTestsSubject): Outcome;
}

/** What is judged of a release, beyond the library alone. */
export type ReleaseCheckId = `registry.${
	| 'entry-consistent'
	| 'id-available'
	| 'entry-complete'
	| 'archive-layout'
	| 'readme-fields'
	| 'rules-consistent'
	| 'semver-diff'}`;

/**
 * Judges what is released with the library: entry, archives, README, rules, version. The parent has the judges, since they
 * read the project and the registry.
 */
export interface ReleaseCheck extends CheckText {
	id: ReleaseCheckId;
	stage: 'release';
}

export type Check =
	| FileCheck
	| DescriptionCheck
	| ProcessesCheck
	| OrdinaryRunCheck
	| RecordCheck
	| LiveCheck
	| AuthorTestsCheck
	| ReleaseCheck;

/** Defines one conformance check; a check is one file that exports this by default. */
export function defineCheck<C extends Check>(check: C): C {
	return check;
}
