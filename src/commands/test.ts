import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';

/** Runs the conformance harness on a plugin library, or on what the project builds, and then the author's own tests. */
export default class Test extends BaseCommand {
	static override description =
		'Do to a plugin all that a real Falco would do, and name what is wrong.\n' +
		'Without a path, or with a directory, the project there is built first.';
	static override examples = [
		'<%= config.bin %> test ./libdemo.so',
		'<%= config.bin %> test ./libdemo.so --open-params 100 --expect-events 100',
		'<%= config.bin %> test ./libdemo.so --check "extract.*" --json',
	];
	static override args = {
		library: Args.string({ description: 'plugin library (.so), or the directory of a project', default: '.' }),
	};
	static override flags = {
		'init-config': Flags.string({ description: 'configuration for init, as it is', helpGroup: 'INPUTS' }),
		'bad-init-config': Flags.string({
			description: 'configuration that init must refuse cleanly',
			multiple: true,
			multipleNonGreedy: true,
			helpGroup: 'INPUTS',
		}),
		'open-params': Flags.string({ description: 'parameters for open', helpGroup: 'INPUTS' }),
		'bad-open-params': Flags.string({
			description: 'parameters that open must refuse cleanly',
			multiple: true,
			multipleNonGreedy: true,
			helpGroup: 'INPUTS',
		}),
		'expect-events': Flags.integer({
			description: 'events that the stream gives until its end',
			min: 0,
			helpGroup: 'INPUTS',
		}),
		samples: Flags.string({
			description: 'files with payloads for a plugin without a source: one a file, or JSON lines (.jsonl)',
			multiple: true,
			multipleNonGreedy: true,
			helpGroup: 'INPUTS',
		}),
		profile: Flags.string({ options: ['dev', 'ci', 'release'], default: 'ci', description: 'how much is tried' }),
		falco: Flags.string({ description: 'Falco release whose behaviour is taken', helpValue: 'VERSION' }),
		check: Flags.string({
			description: 'only checks that match',
			multiple: true,
			multipleNonGreedy: true,
			helpValue: 'GLOB',
		}),
		skip: Flags.string({
			description: 'no checks that match',
			multiple: true,
			multipleNonGreedy: true,
			helpValue: 'GLOB',
		}),
		test: Flags.string({
			description: "only tests of the plugin's own (tests/*.yaml) that match",
			multiple: true,
			multipleNonGreedy: true,
			helpValue: 'GLOB',
		}),
		update: Flags.boolean({ description: 'write the golden files of the tests anew' }),
		'fail-on': Flags.string({
			options: ['error', 'warning'],
			default: 'error',
			description: 'what makes the exit code 1',
		}),
		jobs: Flags.integer({ char: 'j', min: 1, max: 64, default: 2, description: 'child processes at a time' }),
		'timeout-scale': Flags.string({ default: '1', description: 'multiplies every deadline', helpValue: 'X' }),
		seed: Flags.integer({
			min: 0,
			max: 0xffff_ffff,
			description: 'seed of everything random; printed for each finding',
		}),
		trace: Flags.boolean({ description: 'print every call with its arguments' }),
		debugger: Flags.string({
			description: "run one check in the foreground under this command, without deadlines, such as 'gdb --args'",
			helpValue: 'COMMAND',
		}),
		report: Flags.string({
			description: 'also write the report to a file: text, json, junit, sarif, github or markdown',
			multiple: true,
			multipleNonGreedy: true,
			helpValue: 'FORMAT=FILE',
		}),
	};

	async run(): Promise<unknown> {
		const { args, flags } = await this.parse(Test);
		const { testCommand } = await import('../conformance/test-command.ts');
		const result = await testCommand(args.library, flags, { json: this.jsonEnabled() });
		process.exitCode = result.exitCode;
		return result.report;
	}
}
