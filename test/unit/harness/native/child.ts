import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CRASH_PAGE_BYTES, type CrashPage, readCrashPage } from '../../../../harness/protocol/crash-page.ts';

const programs = fileURLToPath(new URL('programs/', import.meta.url));

/** A temporary folder that goes away with `using`. */
export class Folder {
	readonly path = mkdtempSync(join(tmpdir(), 'plugin-kit-native-'));

	[Symbol.dispose](): void {
		rmSync(this.path, { recursive: true, force: true });
	}

	/** Compiles one of the small C libraries of `programs/` into the folder. */
	library(name: string): string {
		const output = join(this.path, `${name}.so`);
		const args = ['-O1', '-g', '-fno-omit-frame-pointer', '-shared', '-fPIC', '-w', '-o', output];
		execFileSync('cc', [...args, join(programs, `${name}.c`), '-lpthread']);
		return output;
	}
}

/** A child with a page, as the parent of a plugin sees it. */
export class Child {
	readonly process: ChildProcess;
	readonly #fd: number;
	#output = '';
	readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string; page: CrashPage }>;

	constructor(folder: Folder, program: string, args: readonly string[]) {
		this.#fd = openSync(join(folder.path, `page-${Math.random()}`), 'wx+');
		ftruncateSync(this.#fd, CRASH_PAGE_BYTES);
		this.process = spawn(process.execPath, [join(programs, program), ...args], {
			stdio: ['ignore', 'pipe', 'pipe', 'ignore', this.#fd],
			env: { ...process.env, NODE_OPTIONS: '' },
		});
		for (const stream of [this.process.stdout, this.process.stderr])
			stream?.on('data', (chunk: Buffer) => {
				this.#output += chunk.toString();
			});
		this.ended = new Promise((resolve) => {
			this.process.on('close', (code, signal) => {
				const page = this.page();
				closeSync(this.#fd);
				resolve({ code, signal, output: this.#output, page });
			});
		});
	}

	page(): CrashPage {
		const bytes = new Uint8Array(CRASH_PAGE_BYTES);
		readSync(this.#fd, bytes, 0, bytes.length, 0);
		return readCrashPage(bytes);
	}

	/** Resolves when the page says what is asked for. */
	async until(holds: (page: CrashPage) => boolean): Promise<CrashPage> {
		for (;;) {
			const page = this.page();
			if (holds(page)) return page;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}
}

/** Names of the library's functions of a stack; undefined for frames elsewhere. Return addresses lie behind their call. */
export function functionsOf(page: CrashPage, library: string, frames: readonly bigint[]): (string | undefined)[] {
	return frames.map((frame, i) => functionAt(page, library, i === 0 ? frame : frame - 1n));
}

function functionAt(page: CrashPage, library: string, address: bigint): string | undefined {
	const line = page.maps.split('\n').find((text) => {
		const [start, end] = (text.split(' ')[0] ?? '').split('-').map((part) => BigInt(`0x${part || '0'}`));
		return text.endsWith(library) && address >= (start ?? 0n) && address < (end ?? 0n);
	});
	if (line === undefined) return undefined;
	const [range, , offset] = line.split(/\s+/);
	const at = address - BigInt(`0x${range?.split('-')[0]}`) + BigInt(`0x${offset}`);
	return symbolsOf(library).findLast(({ value }) => value <= at)?.name;
}

function symbolsOf(library: string): { value: bigint; name: string }[] {
	return execFileSync('nm', ['-n', '--defined-only', library], { encoding: 'utf8' })
		.split('\n')
		.map((line) => line.split(' '))
		.filter(([, type]) => type === 'T' || type === 't')
		.map(([value, , name]) => ({ value: BigInt(`0x${value}`), name: name ?? '' }));
}
