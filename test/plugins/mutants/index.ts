import { mutants as abi } from './abi/mutants.ts';
import { mutants as args } from './args/mutants.ts';
import { mutants as event } from './event/mutants.ts';
import { mutants as extract } from './extract/mutants.ts';
import { mutants as fields } from './fields/mutants.ts';
import { mutants as init } from './init/mutants.ts';
import { mutants as meta } from './meta/mutants.ts';
import type { Mutant } from './mutant.ts';
import { mutants as offsets } from './offsets/mutants.ts';
import { mutants as open } from './open/mutants.ts';
import { mutants as perf } from './perf/mutants.ts';
import { mutants as robust } from './robust/mutants.ts';
import { mutants as source } from './source/mutants.ts';
import { mutants as sources } from './sources/mutants.ts';
import { mutants as types } from './types/mutants.ts';

/** Every mutant that is a C file beside a table; those of the file group are made in ways of their own. */
export const MUTANTS: readonly Mutant[] = [
	...abi,
	...meta,
	...fields,
	...sources,
	...init,
	...open,
	...source,
	...event,
	...extract,
	...types,
	...args,
	...offsets,
	...robust,
	...perf,
];
