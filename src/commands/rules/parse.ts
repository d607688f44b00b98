import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { UsageError } from '../../errors.ts';

interface ParseResults {
	schemaVersion: 1;
	results: ParseResult[];
}

type ParseResult =
	| { input: string; canonical: string }
	| { input: string; error: { message: string; offset: number; line: number; column: number } };

export default class RulesParse extends BaseCommand {
	static override summary = 'Print the canonical form of a rule condition, or the error in it.';
	static override description =
		"Reads conditions by the grammar of Falco's rules. Fields and macros are not looked up. Offsets, lines and columns " +
		'are those that Falco gives, counted in bytes.\n\nExit codes: 0 all conditions are right, 1 one of them is not.';
	static override examples = [
		`<%= config.bin %> <%= command.id %> 'ct.name = ConsoleLogin and not ct.error exists'`,
		'<%= config.bin %> <%= command.id %> @conditions.txt --json',
	];
	static override args = {
		condition: Args.string({ required: true, description: 'the condition, or @FILE with one a line' }),
	};
	static override flags = {
		falco: Flags.string({ description: 'parse as this version of Falco does', helpValue: 'VERSION' }),
	};

	async run(): Promise<ParseResults> {
		const { args, flags } = await this.parse(RulesParse);
		const { DEFAULT_RELEASE, findRelease, KNOWN_RELEASES } = await import('../../rules/release.ts');
		const release = flags.falco === undefined ? DEFAULT_RELEASE : findRelease(flags.falco);
		if (release === undefined) {
			throw new UsageError(`unknown Falco version ${flags.falco}`, [`Known are ${KNOWN_RELEASES.join(' and ')}.`]);
		}
		const { parseCondition } = await import('../../rules/condition/parse.ts');
		const { printCondition } = await import('../../rules/condition/print.ts');
		const { showPlace } = await import('../../rules/condition/show-place.ts');
		const { visibleText } = await import('../../../harness/protocol/visible-text.ts');
		const { decodeText, fromBytes } = await import('../../rules/values/byte-text.ts');

		const results = (await readConditions(args.condition)).map((bytes): ParseResult => {
			const input = decodeText(fromBytes(bytes));
			const parsed = parseCondition(bytes, { release });
			if (parsed.kind === 'parsed') {
				const canonical = decodeText(printCondition(parsed.ast));
				this.#show(canonical);
				for (const { message, at } of parsed.warnings) this.#warn(`warning: ${message} (${place(at)})`);
				return { input, canonical };
			}
			const { message, offset, line, column } = parsed;
			this.#show(visibleText(`error: ${message} (${place(parsed)})\n${showPlace(fromBytes(bytes), parsed)}`));
			return { input, error: { message, offset, line, column } };
		});
		if (results.some((result) => 'error' in result)) process.exitCode = 1;
		return { schemaVersion: 1, results };
	}

	#show(text: string): void {
		if (!this.jsonEnabled()) process.stdout.write(`${text}\n`);
	}

	#warn(text: string): void {
		if (!this.jsonEnabled()) process.stderr.write(`${text}\n`);
	}
}

function place({ offset, line, column }: { offset: number; line: number; column: number }): string {
	return `line ${line}, column ${column}, byte ${offset}`;
}

/** Bytes of an `@FILE`. */
const LARGEST_FILE = 4 << 20;

/** The condition itself, or every line of the file that `@` names. */
async function readConditions(argument: string): Promise<Uint8Array[]> {
	if (!argument.startsWith('@')) return [Buffer.from(argument)];
	const { readRegularFile } = await import('../../project/read-file.ts');
	const content = readRegularFile(argument.slice(1), LARGEST_FILE);
	const conditions: Uint8Array[] = [];
	for (let start = 0; start < content.length; ) {
		const newline = content.indexOf(0x0a, start);
		const end = newline < 0 ? content.length : newline;
		conditions.push(content.subarray(start, end));
		start = end + 1;
	}
	return conditions;
}
