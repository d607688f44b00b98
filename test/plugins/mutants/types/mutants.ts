import { fileURLToPath } from 'node:url';
import { type Mutant, mutantsBeside } from '../mutant.ts';

const call = 'plugin_extract_fields';

/** Plugins with one fault in the form of their values. */
export const mutants: readonly Mutant[] = mutantsBeside(import.meta.url, [
	{ file: 'string-pointer-null.c', check: 'types.string-pointer', verdict: 'fail', severity: 'error', call },
	{ file: 'string-pointer-endless.c', check: 'types.string-pointer', verdict: 'fail', severity: 'error', call },
	{ file: 'string-encoding.c', check: 'types.string-encoding', verdict: 'warning', severity: 'warning', call },
	{ file: 'ip-length.c', check: 'types.ip-length', verdict: 'fail', severity: 'error', call },
	{ file: 'ip-v4mapped.c', check: 'types.ip-v4mapped', verdict: 'warning', severity: 'warning', call },
	{ file: 'scalar-ranges-bool.c', check: 'types.scalar-ranges', verdict: 'warning', severity: 'warning', call },
	{ file: 'scalar-ranges-seconds.c', check: 'types.scalar-ranges', verdict: 'warning', severity: 'warning', call },
	{
		file: 'golden-values.c',
		check: 'types.golden-values',
		verdict: 'fail',
		severity: 'error',
		tests: fileURLToPath(new URL('golden-values.yaml', import.meta.url)),
	},
	{ file: 'string-pointer-event.c', check: 'types.string-pointer', verdict: 'fail', severity: 'error', call },
	{ file: 'string-pointer-binary.c', check: 'types.string-pointer', verdict: 'warning', severity: 'warning', call },
	{ file: 'scalar-ranges-instant.c', check: 'types.scalar-ranges', verdict: 'warning', severity: 'warning', call },
]);
