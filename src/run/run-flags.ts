import { UsageError } from '../errors.ts';
import { readTextFile } from '../project/read-file.ts';

/** The flags of `plugin-kit run`, as they were typed. */
export interface RunFlags {
	readonly config?: string | undefined;
	readonly rules?: readonly string[] | undefined;
	readonly option?: readonly string[] | undefined;
	readonly 'init-config'?: string | undefined;
	readonly 'open-params'?: string | undefined;
	readonly 'enable-source'?: readonly string[] | undefined;
	readonly 'disable-source'?: readonly string[] | undefined;
	readonly seconds?: number | undefined;
	readonly events?: number | undefined;
	readonly falco?: string | undefined;
	readonly 'timeout-scale'?: string | undefined;
	readonly condition?: readonly string[] | undefined;
	readonly format?: readonly string[] | undefined;
	readonly explain?: boolean | undefined;
	readonly 'explain-rule'?: string | undefined;
	readonly 'explain-event'?: number | undefined;
	readonly coverage?: boolean | undefined;
	readonly validate?: readonly string[] | undefined;
	readonly 'describe-rules'?: boolean | undefined;
	readonly 'describe-rule'?: string | undefined;
	/** `*` for all sources. */
	readonly list?: string | undefined;
	readonly 'list-plugins'?: boolean | undefined;
	readonly 'plugin-info'?: string | undefined;
}

/** What `--list` without a source stands for. */
export const ALL_SOURCES = '*';

/** Bytes of an `@FILE`. */
const LARGEST_EXPRESSIONS = 4 << 20;

/** What is asked for: one thing at a time. */
export type RunTask =
	| { readonly kind: 'rules' }
	| { readonly kind: 'probes'; readonly conditions: readonly string[]; readonly formats: readonly string[] }
	/** `rule` is null for all rules; null as a whole where nothing is to be described. */
	| { readonly kind: 'validate'; readonly files: readonly string[]; readonly describe: Describe | null }
	| { readonly kind: 'describe'; readonly describe: Describe }
	| { readonly kind: 'list-fields'; readonly source: string | null }
	| { readonly kind: 'list-plugins' }
	| { readonly kind: 'plugin-info'; readonly plugin: string };

export interface Describe {
	/** Null for all rules. */
	readonly rule: string | null;
}

/**
 * What the flags ask for.
 * @throws UsageError where they ask for two things, and where an `@FILE` cannot be read
 */
export function taskOf(flags: RunFlags): RunTask {
	const describe = describeOf(flags);
	const tasks: RunTask[] = [];
	if (flags.condition !== undefined || flags.format !== undefined) {
		tasks.push({
			kind: 'probes',
			conditions: expressionsOf(flags.condition ?? []),
			formats: expressionsOf(flags.format ?? []),
		});
	}
	if (flags.validate !== undefined) tasks.push({ kind: 'validate', files: flags.validate, describe });
	else if (describe !== null) tasks.push({ kind: 'describe', describe });
	if (flags.list !== undefined) {
		tasks.push({ kind: 'list-fields', source: flags.list === ALL_SOURCES ? null : flags.list });
	}
	if (flags['list-plugins'] === true) tasks.push({ kind: 'list-plugins' });
	if (flags['plugin-info'] !== undefined) tasks.push({ kind: 'plugin-info', plugin: flags['plugin-info'] });
	const [task = { kind: 'rules' }, second] = tasks;
	if (second !== undefined) throw new UsageError(`one thing at a time: ${FLAG[task.kind]}, or ${FLAG[second.kind]}`);
	if (task.kind === 'probes' && (flags.explain === true || flags.coverage === true)) {
		throw new UsageError('--explain and --coverage are about rules, and --condition and --format take their place');
	}
	return task;
}

const FLAG: Record<RunTask['kind'], string> = {
	rules: 'rules',
	probes: '--condition and --format',
	validate: '-V',
	describe: '-L or -l',
	'list-fields': '--list',
	'list-plugins': '--list-plugins',
	'plugin-info': '--plugin-info',
};

function describeOf(flags: RunFlags): Describe | null {
	if (flags['describe-rule'] !== undefined) return { rule: flags['describe-rule'] };
	return flags['describe-rules'] === true ? { rule: null } : null;
}

/** Expressions as they were typed, or for `@FILE` each line of it. */
function expressionsOf(values: readonly string[]): string[] {
	return values.flatMap((value) => (value.startsWith('@') ? linesOf(value.slice(1)) : [value]));
}

function linesOf(file: string): string[] {
	const lines = readTextFile(file, LARGEST_EXPRESSIONS).split('\n');
	if (lines.at(-1) === '') lines.pop();
	return lines;
}
