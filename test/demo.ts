// The main job, end to end: a plugin is scaffolded, built with the machine's compiler, and judged by the harness.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/plugin-kit', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plugin-kit-demo-'));

function step(...args: string[]): void {
	process.stdout.write(`\n$ plugin-kit ${args.join(' ')}\n`);
	const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
	if (status !== 0) {
		process.stdout.write(`plugin-kit ended with exit code ${status}\n`);
		rmSync(folder, { recursive: true, force: true });
		process.exit(status ?? 70);
	}
}

step('new', 'demo', '--lang', 'c', '--name', 'demo', '--source', 'demo', '--capabilities', 'source,extract', '--yes');
step('build', 'demo');
step('test', 'demo');
rmSync(folder, { recursive: true, force: true });
