import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const made: string[] = [];

afterAll(() => {
	for (const file of made) rmSync(file, { force: true });
});

/** Lints a file with one import, at a place in the house, and says whether the import is refused. */
function refuses(place: string, specifier: string): boolean {
	const file = join(root, place);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `import * as probe from '${specifier}';\nvoid probe;\n`);
	made.push(file);
	try {
		execFileSync(join(root, 'node_modules/.bin/biome'), ['lint', '--vcs-enabled=false', file], {
			cwd: root,
			stdio: 'pipe',
		});
		return false;
	} catch (error) {
		const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
		return `${stdout}${stderr}`.includes('noRestrictedImports');
	} finally {
		rmSync(file, { force: true });
	}
}

describe('the lint rule holds the direction of dependencies', () => {
	it.each([
		['harness/checks/zz-probe.ts', '../../src/errors.ts', 'the harness takes nothing from the parent'],
		['src/conformance/zz-probe.ts', '../commands/test.ts', 'services take nothing from commands'],
		['src/conformance/zz-probe.ts', '../../harness/plugin/plugin.ts', 'the parent does not reach the call layer'],
		['src/conformance/zz-probe.ts', '../../harness/native/library.ts', 'the parent does not reach the native host'],
		['src/commands/zz-probe.ts', '../../harness/plugin/plugin.ts', 'nor does a command'],
		['src/rules/zz-probe.ts', 'node:fs', 'rules do no I/O'],
		['src/rules/zz-probe.ts', '../../harness/abi/event.ts', 'rules take nothing from the harness'],
	])('%s may not import %s: %s', (place, specifier) => {
		expect(refuses(place, specifier)).toBe(true);
	});

	it.each([
		['src/conformance/zz-probe.ts', '../../harness/catalogue.ts'],
		['src/conformance/zz-probe.ts', '../../harness/protocol/messages.ts'],
		['src/conformance/zz-probe.ts', '../../harness/abi/event.ts'],
		['harness/checks/zz-probe.ts', '../abi/event.ts'],
		['src/commands/zz-probe.ts', '../conformance/conformance.ts'],
	])('%s may import %s', (place, specifier) => {
		expect(refuses(place, specifier)).toBe(false);
	});
});

describe('the parent stays light', () => {
	it('reading the catalogue loads no native code', () => {
		const script =
			"await import('./harness/catalogue.ts'); process.stdout.write(JSON.stringify(process.report.getReport().sharedObjects))";
		const loaded = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
			cwd: root,
			encoding: 'utf8',
		});
		expect(loaded).toContain('libc.so');
		expect(loaded).not.toContain('koffi');
	});
});
