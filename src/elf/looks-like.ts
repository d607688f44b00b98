interface Signature {
	what: string;
	/** Hexadecimal of the bytes, found at `at`. */
	bytes: string;
	at?: number;
}

/** Formats that are handed over in place of a plugin library, by the bytes that mark them. */
const SIGNATURES: readonly Signature[] = [
	{ what: 'a script (it starts with #!)', bytes: '2321' },
	{ what: 'a static library or package (an ar archive)', bytes: '213c617263683e0a' },
	{ what: 'a gzip archive', bytes: '1f8b' },
	{ what: 'a zstd archive', bytes: '28b52ffd' },
	{ what: 'an xz archive', bytes: 'fd377a585a00' },
	{ what: 'a zip archive', bytes: '504b0304' },
	{ what: 'a tar archive', bytes: '7573746172', at: 257 },
	{ what: 'a WebAssembly module', bytes: '0061736d' },
	{ what: 'a Windows program or DLL (PE)', bytes: '4d5a' },
	{ what: 'a macOS library or program (Mach-O)', bytes: 'cffaedfe' },
	{ what: 'a macOS library or program (Mach-O)', bytes: 'cefaedfe' },
	{ what: 'a macOS universal library (Mach-O) or a Java class', bytes: 'cafebabe' },
	{ what: 'LLVM bitcode', bytes: '4243c0de' },
	{ what: 'a Git LFS pointer, not the file itself', bytes: Buffer.from('version https://git-lfs').toString('hex') },
];

/** What a file that is not ELF looks like, such as `a gzip archive`, or undefined for bytes that say nothing. */
export function looksLike(bytes: Uint8Array): string | undefined {
	if (bytes.length === 0) return 'an empty file';
	const head = Buffer.from(bytes.subarray(0, 512));
	const signature = SIGNATURES.find(({ bytes: hex, at = 0 }) =>
		head.subarray(at, at + hex.length / 2).equals(Buffer.from(hex, 'hex')),
	);
	if (signature !== undefined) return signature.what;
	return isText(head) ? 'a text file' : undefined;
}

function isText(head: Buffer): boolean {
	return head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}
