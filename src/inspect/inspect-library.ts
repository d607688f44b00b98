import type { SharedObject } from '../../harness/subjects.ts';
import { readLibrary } from '../elf/library-file.ts';
import { UsageError } from '../errors.ts';
import { DEPLOYMENT_IMAGES } from '../falco/images.ts';
import { HERE } from './here.ts';
import { type Discovery, type Inspection, inspect } from './inspection.ts';

/** Loads a library in a child of its own and writes down what it says; tells in words how the child died, if it did. */
export type Discover = (library: string) => Promise<Discovery>;

/**
 * Inspects a plugin library: the file without loading it, then what it says of itself in a child. Throws UsageError where
 * the path names no ELF object.
 */
export async function inspectLibrary(path: string, discover: Discover): Promise<Inspection> {
	const reading = readLibrary(path);
	if (reading.kind === 'unusable') {
		throw new UsageError(`${path} is no plugin library: it is ${reading.reason}`, [
			'Give the shared library that the build makes: a .so file.',
		]);
	}
	const { object } = reading;
	const obstacle = obstacleToLoading(object);
	const discovery: Discovery = obstacle === undefined ? await discover(path) : { kind: 'none', reason: obstacle };
	return inspect({ path, object, discovery, images: DEPLOYMENT_IMAGES });
}

/** Why this machine cannot load an object at all. */
function obstacleToLoading(object: SharedObject): string | undefined {
	if (object.fileType !== 'shared object' || object.isExecutable)
		return 'the file is no shared library, so it was not loaded';
	if (object.machine !== HERE) return `the library is for ${object.machine}, so it was not loaded on ${HERE}`;
	return undefined;
}
