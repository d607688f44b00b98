import type { Machine } from './make-plan.ts';
import type { RunSources } from './plan.ts';
import type { PreparedRun, PrepareSurroundings } from './prepared-run.ts';
import type { RunFlags } from './run-flags.ts';
import type { RunResult } from './run-result.ts';

/** What a run needs from the process that it runs in. */
export interface RunSurroundings extends Omit<PrepareSurroundings, 'warn'> {
	readonly runSources: RunSources;
	readonly machine: Machine;
	readonly syslogSocket: string;
	/** Where alerts and answers go; with `--json` only the one object goes there. */
	readonly stdout: NodeJS.WritableStream;
	readonly stderr: NodeJS.WritableStream;
	readonly view: 'text' | 'json';
	/** Ends the run in order. */
	readonly signal: AbortSignal;
	/** Takes what is to be done when outputs are to be opened anew: as Falco does on SIGUSR1. */
	readonly onReopen: (reopen: () => void) => void;
}

export interface RunOutcome {
	readonly result: RunResult;
	/** 0 fine, 1 findings, 130 interrupted. */
	readonly exitCode: 0 | 1 | 130;
}

type Bare<Result> = Result extends RunResult ? Omit<Result, 'schemaVersion' | 'warnings'> : never;

/** The result of one task, before the warnings of the whole run are added. */
export type TaskOutcome = { readonly result: Bare<RunResult>; readonly exitCode: RunOutcome['exitCode'] };

/** A run with all that it may write to. */
export interface RunningTask extends PreparedRun {
	readonly flags: RunFlags;
	readonly surroundings: RunSurroundings;
	/** Writes to standard output, unless that belongs to JSON. */
	readonly show: (text: string) => void;
	/** Writes a line to standard error. */
	readonly tell: (line: string) => void;
}
