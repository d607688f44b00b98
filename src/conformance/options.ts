import type { Profile } from '../../harness/define-check.ts';
import type { GivenEvents } from '../../harness/protocol/given-events.ts';
import type { Inputs } from '../../harness/protocol/messages.ts';
import type { ReturnedText } from '../../harness/protocol/returned-text.ts';
import type { FalcoBehaviour, Machine } from '../../harness/subjects.ts';
import type { TestSuite } from '../author-tests/run-tests.ts';
import type { ReleaseInputs } from './release-subject.ts';

/** One permitted finding of plugin-kit.yaml's `allow:`. */
export interface Allow {
	check: string;
	field?: string;
	reason: string;
}

/** Everything that decides a conformance run. */
export interface ConformanceOptions {
	library: string;
	profile: Profile;
	/** Globs over check ids; empty selects all. */
	select: readonly string[];
	skip: readonly string[];
	inputs: Inputs;
	/** What a release is judged by; checks of what is not named are skipped. */
	release?: ReleaseInputs;
	/** Events of the plugin that `inputs.with` names, once they were collected. */
	given?: GivenEvents;
	falco: FalcoBehaviour;
	target: Machine;
	seed: number;
	/** Host children at a time. */
	jobs: number;
	/** Multiplies every deadline. */
	timeoutScale: number;
	allow: readonly Allow[];
	/** The author's own tests; null where none are to be run. */
	suite: TestSuite | null;
	/** Flags of the author that a reproduction needs too, such as `--open-params 100`. */
	reproduceFlags: readonly string[];
	onProgress: (progress: Progress) => void;
	onTrace?: (line: string) => void;
	/** What get_fields gave in a host child. */
	onFields?: (text: ReturnedText) => void;
	signal?: AbortSignal;
	/** A debugger and its arguments, under which the host of the one selected check runs, without deadlines. */
	debugger?: readonly [string, ...string[]];
}

export type Progress =
	| { kind: 'phase'; phase: 'file' | 'discovery' | 'ordinary-run' | 'checks' | 'tests'; total: number }
	| { kind: 'check'; id: string; done: number; total: number };
