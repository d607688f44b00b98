#!/usr/bin/env node
// Nothing is imported statically: the check of the running Node must come before code that an old Node cannot load.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!(major > 24 || (major === 24 && minor >= 11) || (major === 22 && minor >= 18))) {
	process.stderr.write(
		`plugin-kit needs Node ^22.18.0 || >=24.11.0, and this is ${process.versions.node}: install a newer Node.\n`,
	);
	process.exit(3);
}
const { main } = await import('./cli/main.ts');
await main(process.argv.slice(2));
