import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrintedTrace } from '../../../src/host-process/printed-trace.ts';

describe('readPrintedTrace', () => {
	it('reads a panic of Go: the message, and the places outside its runtime', () => {
		const text = [
			'panic: runtime error: index out of range [7] with length 3',
			'',
			'goroutine 17 [running, locked to thread]:',
			'panic({0x7f1c?, 0xc000?})',
			'\t/usr/local/go/src/runtime/panic.go:787 +0x132',
			'main.(*Plugin).Extract(0xc00012?)',
			'\t/home/author/demo/plugin.go:88 +0x1d',
		].join('\n');
		expect(readPrintedTrace(text)).toEqual({
			runtime: 'go',
			headline: 'panic: runtime error: index out of range [7] with length 3',
			places: ['/home/author/demo/plugin.go:88'],
		});
	});

	it('reads a panic of Rust', () => {
		const text =
			"thread 'plugin' panicked at src/extract.rs:41:13:\nexplicit panic\nstack backtrace:\n   2: demo::user\n             at ./src/extract.rs:41:13\n   3: x\n             at /rustc/abc/library/core/src/ops.rs:250:5\n";
		expect(readPrintedTrace(text)).toEqual({
			runtime: 'rust',
			headline: "thread 'plugin' panicked at src/extract.rs:41:13:",
			places: ['src/extract.rs:41', './src/extract.rs:41'],
		});
	});

	it('reads a report of AddressSanitizer', () => {
		const text =
			'=================\n==42==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602\nREAD of size 1\n    #0 0x7f00 in user /home/author/demo/src/extract.c:31:9\n';
		expect(readPrintedTrace(text)).toMatchObject({
			runtime: 'sanitizer',
			places: ['/home/author/demo/src/extract.c:31'],
		});
	});

	it('knows what an uncaught C++ exception leaves', () => {
		expect(
			readPrintedTrace("terminate called after throwing an instance of 'std::out_of_range'\n  what():  x"),
		).toEqual({
			runtime: 'c++',
			headline: "terminate called after throwing an instance of 'std::out_of_range'",
			places: [],
		});
	});

	it('finds nothing in other text, and never throws', () => {
		expect(readPrintedTrace('listening on port 80\n')).toBeUndefined();
		fc.assert(fc.property(fc.string(), (text) => void readPrintedTrace(text)));
	});
});
