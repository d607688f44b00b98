import type { DynamicSymbol, SharedObject } from '../../harness/subjects.ts';
import type { ByteView } from './byte-view.ts';
import { SEGMENT, type Section, type Segment } from './headers.ts';

const NOTE_GNU_BUILD_ID = 3;
const LONGEST_COMMENT = 64 * 1024;

/** Section names that only Go's linker writes; they survive `-ldflags "-s -w"`. */
const GO_SECTIONS: ReadonlySet<string> = new Set(['.go.buildinfo', '.note.go.buildid', '.gopclntab']);

/** Runtimes of the sanitizers, by the entry point that instrumented code calls. */
const SANITIZERS: readonly { name: string; entry: string; library: RegExp }[] = [
	{ name: 'address', entry: '__asan_init', library: /^libasan\.|^libclang_rt\.asan/ },
	{ name: 'thread', entry: '__tsan_init', library: /^libtsan\.|^libclang_rt\.tsan/ },
	{ name: 'memory', entry: '__msan_init', library: /^libmsan\.|^libclang_rt\.msan/ },
	{ name: 'leak', entry: '__lsan_init', library: /^liblsan\./ },
	{ name: 'hwaddress', entry: '__hwasan_init', library: /^libhwasan\.|^libclang_rt\.hwasan/ },
	{ name: 'undefined', entry: '__ubsan_handle_type_mismatch_v1', library: /^libubsan\.|^libclang_rt\.ubsan/ },
];

/** The sanitizer runtime that an object expects in its process. */
export function sanitizerOf(needed: readonly string[], dynamicSymbols: readonly DynamicSymbol[]): string | undefined {
	const wanted = new Set(dynamicSymbols.filter(({ defined }) => !defined).map(({ name }) => name));
	return SANITIZERS.find(({ entry, library }) => wanted.has(entry) || needed.some((file) => library.test(file)))?.name;
}

/**
 * The language by its marks: Go first, since a library with a Go runtime behaves as one whatever else is linked in;
 * Rust before C++, since both mangle names as `_Z`.
 */
export function languageOf(
	view: ByteView,
	sections: readonly Section[],
	needed: readonly string[],
	symbols: readonly DynamicSymbol[],
): SharedObject['language'] {
	if (sections.some(({ name }) => GO_SECTIONS.has(name))) return 'go';
	if (comment(view, sections).includes('rustc version') || symbols.some(({ name }) => name === 'rust_eh_personality')) {
		return 'rust';
	}
	if (needed.some((file) => /^libstdc\+\+\.|^libc\+\+\./.test(file))) return 'c++';
	return symbols.some(({ name }) => name === '__gxx_personality_v0' || name.startsWith('_Z')) ? 'c++' : 'c';
}

/** `.comment`: the compilers that wrote the object name themselves there. */
function comment(view: ByteView, sections: readonly Section[]): string {
	const section = sections.find(({ name }) => name === '.comment');
	if (section === undefined || section.offset >= view.size) return '';
	const length = Math.min(section.size, LONGEST_COMMENT, view.size - section.offset);
	return view.bytes(section.offset, length).toString('latin1');
}

/** The GNU build id as hexadecimal. */
export function buildIdOf(view: ByteView, segments: readonly Segment[]): string | undefined {
	for (const segment of segments.filter(({ type }) => type === SEGMENT.note)) {
		const end = Math.min(segment.offset + segment.fileSize, view.size);
		for (let at = segment.offset; at + 12 <= end; ) {
			const nameSize = view.u32(at);
			const contentSize = view.u32(at + 4);
			const contentAt = at + 12 + align4(nameSize);
			if (contentAt + contentSize > end) break;
			if (view.u32(at + 8) === NOTE_GNU_BUILD_ID && nameSize === 4 && view.bytes(at + 12, 4).toString() === 'GNU\0') {
				return view.bytes(contentAt, contentSize).toString('hex');
			}
			at = contentAt + align4(contentSize);
		}
	}
	return undefined;
}

function align4(size: number): number {
	return Math.ceil(size / 4) * 4;
}
