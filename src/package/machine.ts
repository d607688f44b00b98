import type { Machine } from '../../harness/subjects.ts';
import { readElf } from '../elf/read.ts';
import { OCI_ARCHITECTURES } from './names.ts';

/** The machine that an object is for; undefined for other files and for machines that Falco is not released for. */
export function machineOf(bytes: Buffer): Machine | undefined {
	const reading = readElf(bytes, 'library');
	const machine = reading.kind === 'object' ? reading.object.machine : undefined;
	return machine !== undefined && machine in OCI_ARCHITECTURES ? (machine as Machine) : undefined;
}
