import { fileURLToPath } from 'node:url';
import type { Inputs } from '../../../harness/protocol/messages.ts';
import type { Severity, Verdict } from '../../../harness/protocol/verdict.ts';
import type { PluginSource } from '../build.ts';

/** A plugin with one fault, and what the harness has to say about it: check, verdict, severity and call all match. */
export interface Mutant extends PluginSource {
	/** The check that catches it. */
	check: string;
	verdict: Verdict;
	/** Severity of the finding that tells the fault. */
	severity: Severity;
	/** `call` of that finding. */
	call?: string;
	/** Other checks that may come to a warning or worse, because the fault concerns them too. */
	alsoFires?: readonly string[];
	/** What its author would have to say of it for the fault to show. */
	inputs?: Partial<Inputs>;
	/** Path of the tests that its author would have written. */
	tests?: string;
	/** Flags of `plugin-kit test` that the fault needs to show, such as a longer profile. */
	flags?: readonly string[];
}

/** A row of a table of mutants: the file is given by its name, and the name of the built file comes from it. */
export type MutantRow = Omit<Mutant, 'name' | 'source'> & { file: string };

/** The mutants of a table, whose files lie beside the module that holds it. */
export function mutantsBeside(module: string, rows: readonly MutantRow[]): readonly Mutant[] {
	return rows.map(({ file, ...rest }) => {
		const source = fileURLToPath(new URL(file, module));
		const [group = ''] = rest.check.split('.');
		return { ...rest, source, name: `${group}.${file.replace(/\.c$/, '')}` };
	});
}
