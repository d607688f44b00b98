import { CannotRunError } from '../errors.ts';

/**
 * Plugins are shared objects that Linux loads; what other systems build is none.
 * @throws CannotRunError on any other system.
 */
export function requireLinux(platform: NodeJS.Platform): void {
	if (platform === 'linux') return;
	const name = { darwin: 'macOS', win32: 'Windows' }[platform as string] ?? platform;
	throw new CannotRunError(`Falco plugins are built and tested on Linux, and this is ${name}`, [
		'Run plugin-kit in a Linux container or virtual machine.',
	]);
}
