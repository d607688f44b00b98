import type { FileReading, SharedObject } from '../../harness/subjects.ts';
import { ByteView, OutOfBounds } from './byte-view.ts';
import { readDynamicSection } from './dynamic-section.ts';
import { readFileHeader, readSections, readSegments, SEGMENT, type Segment } from './headers.ts';
import { looksLike } from './looks-like.ts';
import { buildIdOf, languageOf, sanitizerOf } from './marks.ts';
import { readDynamicSymbols, readStaticSymbols } from './symbol-table.ts';
import { readSymbolVersions } from './symbol-versions.ts';

const FILE_TYPES: Readonly<Record<number, SharedObject['fileType']>> = {
	1: 'relocatable',
	2: 'executable',
	3: 'shared object',
	4: 'core',
};

/** `e_machine` values that a plugin may meet, by the names that `uname -m` uses. */
const MACHINES: Readonly<Record<number, string>> = {
	3: 'i386',
	8: 'mips',
	20: 'powerpc',
	21: 'ppc64',
	22: 's390x',
	40: 'arm',
	62: 'x86_64',
	183: 'aarch64',
	243: 'riscv64',
	258: 'loongarch64',
};

const FLAG_EXECUTE = 1;

/**
 * Reads an ELF64 little-endian object as the loader would see it, without loading it. Any bytes are safe to give: the
 * result is an object, or `unusable` with the one line that says what they are instead.
 */
export function readElf(bytes: Uint8Array, path: string): FileReading {
	const refusal = refuseFormat(bytes);
	if (refusal !== undefined) return refusal;
	try {
		return { kind: 'object', object: readObject(new ByteView(bytes), path) };
	} catch (error) {
		if (!(error instanceof OutOfBounds)) throw error;
		return {
			kind: 'unusable',
			reason: 'a truncated or damaged ELF file',
			detail: `its headers ask for ${error.message}, but it has ${bytes.length} bytes`,
		};
	}
}

function refuseFormat(bytes: Uint8Array): FileReading | undefined {
	const isElf = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '\x7fELF';
	if (!isElf) return { kind: 'unusable', reason: looksLike(bytes) ?? 'not an ELF file', detail: describeHead(bytes) };
	if (bytes.length < 6) return { kind: 'unusable', reason: `an ELF file cut off after ${bytes.length} bytes` };
	if (bytes[4] !== 2) return { kind: 'unusable', reason: 'a 32-bit ELF file; Falco loads 64-bit ones' };
	if (bytes[5] !== 1)
		return { kind: 'unusable', reason: 'a big-endian ELF file; Falco runs on little-endian machines' };
	return undefined;
}

function describeHead(bytes: Uint8Array): string | undefined {
	if (bytes.length === 0) return undefined;
	return `it starts with ${Buffer.from(bytes.subarray(0, 8))
		.toString('hex')
		.replace(/..(?=.)/g, '$& ')}`;
}

function readObject(view: ByteView, path: string): SharedObject {
	const header = readFileHeader(view);
	const segments = readSegments(view, header);
	for (const segment of segments.filter(({ type }) => type === SEGMENT.load)) {
		view.require(segment.offset, segment.fileSize);
	}
	const sections = readSections(view, header);
	const dynamic = readDynamicSection(view, segments);
	const versions = dynamic && readSymbolVersions(view, dynamic);
	const dynamicSymbols = dynamic && versions ? readDynamicSymbols(view, dynamic, sections, versions) : [];
	const symbols = readStaticSymbols(view, sections);
	const needed = dynamic?.needed ?? [];
	return {
		path,
		fileType: FILE_TYPES[header.type] ?? 'other',
		isExecutable: header.type === 2 || dynamic?.isPie === true,
		machine: MACHINES[header.machine] ?? `machine ${header.machine}`,
		hasDynamicSection: dynamic !== undefined,
		soname: dynamic?.soname,
		needed,
		rpath: dynamic?.rpath ?? [],
		runpath: dynamic?.runpath ?? [],
		versionNeeds: versions?.needs ?? {},
		optionalVersions: versions?.optional ?? [],
		dynamicSymbols,
		symbols,
		stack: stackOf(segments),
		textRelocations: dynamic?.textRelocations ?? false,
		noDelete: dynamic?.noDelete ?? false,
		staticTls: dynamic?.staticTls ?? false,
		buildId: buildIdOf(view, segments),
		sanitizer: sanitizerOf(needed, dynamicSymbols),
		language: languageOf(view, sections, needed, symbols.length > 0 ? symbols : dynamicSymbols),
		hasDebugInfo: sections.some(({ name }) => name === '.debug_info' || name === '.zdebug_info'),
	};
}

function stackOf(segments: readonly Segment[]): SharedObject['stack'] {
	const stack = segments.find(({ type }) => type === SEGMENT.gnuStack);
	if (stack === undefined) return 'absent';
	return (stack.flags & FLAG_EXECUTE) === 0 ? 'non-executable' : 'executable';
}
