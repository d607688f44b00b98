import { compileCondition } from '../condition/compile.ts';
import { parseCondition } from '../condition/parse.ts';
import { FieldTable } from '../fields/table.ts';
import type { RequiredPlugin } from '../file/definition.ts';
import type { Advice, LoadResult, LoadWarning } from '../file/load-result.ts';
import { type RulesFile, readRulesFile } from '../file/read-file.ts';
import { parseVersion } from '../file/version.ts';
import type { FalcoRelease } from '../release.ts';
import { compileRuleset } from './compile.ts';
import { type DefinitionScope, RulesetDefinitions } from './definitions.ts';
import type { AppendOutput } from './extra-output.ts';
import { EMPTY_RULESET, type Ruleset, type RulesSource } from './ruleset.ts';

export interface LoaderOptions {
	readonly release: FalcoRelease;
	/** The event sources that are loaded; rules of others are skipped with a warning. */
	readonly sources: readonly RulesSource[];
	/** `append_output` of falco.yaml. */
	readonly appendOutput?: readonly AppendOutput[];
}

/** What became of one file, and what plugin-kit has to say of it that Falco does not. */
export interface FileLoad extends LoadResult {
	readonly advice: readonly Advice[];
}

/**
 * Loads rules files one after another, as Falco does: every file adds to what is there, and after each all definitions
 * are compiled anew. A file that fails leaves its earlier definitions behind, and the ruleset as it was. To run, stop at
 * the first file that is not successful; to validate, go on.
 */
export class RulesLoader {
	/** Everything that the files defined, whether it compiles or not. */
	readonly definitions = new RulesetDefinitions();
	readonly #options: LoaderOptions;
	readonly #scope: DefinitionScope;
	#ruleset: Ruleset = EMPTY_RULESET;

	constructor(options: LoaderOptions) {
		this.#options = options;
		const engineVersion = parseVersion(options.release.engineVersion);
		if (engineVersion === undefined) throw new Error(`no version: ${options.release.engineVersion}`);
		const tables = this.#tables();
		this.#scope = {
			engineVersion,
			fieldTest: (source) => {
				const table = tables.get(source);
				return table && ((text) => isField(text, table, options.release));
			},
		};
	}

	/** The ruleset of the last load that was successful. */
	get ruleset(): Ruleset {
		return this.#ruleset;
	}

	/** The plugins that the files ask for; see `unmetPluginRequirement`. */
	get requiredPlugins(): readonly (readonly RequiredPlugin[])[] {
		return this.definitions.requiredPlugins;
	}

	/** Loads one file. Never throws for any text. */
	load(file: RulesFile): FileLoad {
		const reading = readRulesFile(file, (definition, warn) => this.definitions.apply(definition, this.#scope, warn));
		const { schema, failure } = reading;
		if (failure !== undefined) {
			return {
				name: file.name,
				successful: false,
				schema,
				errors: [failure.asError],
				warnings: reading.warnings,
				advice: [],
			};
		}
		const compilation = compileRuleset(this.definitions, {
			release: this.#options.release,
			tables: this.#tables(),
			appendOutput: this.#options.appendOutput ?? [],
		});
		const warnings: LoadWarning[] = [...reading.warnings, ...compilation.warnings];
		const { advice, ruleset } = compilation;
		if (ruleset !== undefined) this.#ruleset = ruleset;
		const errors = compilation.failure === undefined ? [] : [compilation.failure.asError];
		return { name: file.name, successful: ruleset !== undefined, schema, errors, warnings, advice };
	}

	/** New tables each time: what is looked up to check a file must not be extracted when rules run. */
	#tables(): Map<string, FieldTable> {
		return new Map(this.#options.sources.map(({ name, classes }) => [name, new FieldTable(classes)]));
	}
}

/** Whether a text of an exception is a field, with its argument, or a call on fields. */
function isField(text: string, table: FieldTable, release: FalcoRelease): boolean {
	const parsed = parseCondition(`${text} exists`, { release });
	if (parsed.kind === 'error' || parsed.ast.kind !== 'exists') return false;
	return compileCondition(parsed.ast, table).kind === 'compiled';
}
