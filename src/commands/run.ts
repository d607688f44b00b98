import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import type { RunResult } from '../run/run-result.ts';

const many = { multiple: true, multipleNonGreedy: true } as const;

export default class Run extends BaseCommand {
	static override summary = "Run Falco's rules on the events of plugins, without a Falco.";
	static override description =
		'Takes falco.yaml and rules files as Falco does, and says the same alerts. Without falco.yaml a library is enough; ' +
		'in the folder of a project nothing is: it is built, and its rules/*.yaml run.\n\n' +
		'Exit codes: 0 all events were read, 1 a source or a rule failed, 2 wrong flags or configuration, 130 interrupted.';
	static override usage = '<%= command.id %> [LIBRARY or DIRECTORY]... [flags]';
	static override examples = [
		'<%= config.bin %> <%= command.id %>',
		`<%= config.bin %> <%= command.id %> ./libdemo.so -r rules.yaml --open-params 100`,
		'<%= config.bin %> <%= command.id %> -c falco.yaml -o json_output=true',
		`<%= config.bin %> <%= command.id %> ./libdemo.so --condition 'demo.user = root' --format '%evt.num %demo.user'`,
		'<%= config.bin %> <%= command.id %> -V rules.yaml',
	];
	/** Any number of libraries and folders of projects. */
	static override strict = false;
	static override flags = {
		config: Flags.string({ char: 'c', description: 'falco.yaml', helpValue: 'FILE' }),
		rules: Flags.string({
			char: 'r',
			description: 'rules file or folder, instead of rules_files',
			helpValue: 'PATH',
			...many,
		}),
		option: Flags.string({ char: 'o', description: 'set a key of the configuration', helpValue: 'KEY=VALUE', ...many }),
		'init-config': Flags.string({ description: 'configuration of the first plugin, as it is' }),
		'open-params': Flags.string({ description: 'parameters for open of the first plugin' }),
		'enable-source': Flags.string({ description: 'only this event source', helpValue: 'SOURCE', ...many }),
		'disable-source': Flags.string({ description: 'not this event source', helpValue: 'SOURCE', ...many }),
		seconds: Flags.integer({
			char: 'M',
			min: 0,
			description: 'end after so much time of the events',
			helpValue: 'SECONDS',
		}),
		events: Flags.integer({ min: 1, description: 'end each source after so many events', helpValue: 'N' }),
		falco: Flags.string({ description: 'do as this version of Falco', helpValue: 'VERSION' }),
		'timeout-scale': Flags.string({ description: 'multiplies every deadline of the plugins', helpValue: 'X' }),
		condition: Flags.string({
			description: 'count the events that match, instead of running rules; @FILE has one a line',
			helpValue: 'EXPR|@FILE',
			helpGroup: 'TRY',
			...many,
		}),
		format: Flags.string({
			description: 'print the events in an output format; @FILE has one a line',
			helpValue: 'FMT|@FILE',
			helpGroup: 'TRY',
			...many,
		}),
		explain: Flags.boolean({ description: 'show why rules matched, part by part', helpGroup: 'TRY' }),
		'explain-rule': Flags.string({
			description: 'show why this rule did or did not match',
			helpValue: 'RULE',
			helpGroup: 'TRY',
		}),
		'explain-event': Flags.integer({
			description: 'show it for this event only',
			min: 1,
			helpValue: 'NUMBER',
			helpGroup: 'TRY',
		}),
		coverage: Flags.boolean({
			description: 'list rules and parts of conditions that never were true, and fields that no rule reads',
			helpGroup: 'TRY',
		}),
		validate: Flags.string({
			char: 'V',
			description: 'validate rules files and run nothing',
			helpValue: 'FILE',
			helpGroup: 'LOOK',
			...many,
		}),
		'describe-rules': Flags.boolean({ char: 'L', description: 'describe the rules', helpGroup: 'LOOK' }),
		'describe-rule': Flags.string({
			char: 'l',
			description: 'describe one rule',
			helpValue: 'RULE',
			helpGroup: 'LOOK',
		}),
		list: Flags.string({
			description: 'list the fields of all sources, or of one (--list=SOURCE)',
			helpValue: '[SOURCE]',
			helpGroup: 'LOOK',
		}),
		'list-plugins': Flags.boolean({ description: 'list the plugins that are loaded', helpGroup: 'LOOK' }),
		'plugin-info': Flags.string({ description: 'show one plugin', helpValue: 'NAME', helpGroup: 'LOOK' }),
	};

	async run(): Promise<RunResult> {
		const { ALL_SOURCES } = await import('../run/run-flags.ts');
		// As in Falco, --list takes a source behind `=` only.
		const typed = this.argv.map((word) => (word === '--list' ? `--list=${ALL_SOURCES}` : word));
		const { argv, flags } = await this.parse(Run, typed);
		const { runInProcess } = await import('../run/run-in-process.ts');
		const { result, exitCode } = await runInProcess(argv.map(String), flags, this.jsonEnabled() ? 'json' : 'text');
		process.exitCode = exitCode;
		return result;
	}
}
