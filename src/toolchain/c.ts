import { readGccMessages } from './gcc-messages.ts';
import type { Toolchain } from './toolchain.ts';

const MAKE = {
	name: 'make',
	versionArguments: ['--version'],
	purpose: 'builds plugins written in C',
	get: 'Install make (Debian and Ubuntu: apt install make; Fedora: dnf install make).',
};

export const C_TOOLCHAIN: Toolchain = {
	language: 'c',
	programs: [
		{
			name: 'cc',
			versionArguments: ['--version'],
			purpose: 'compiles plugins written in C',
			get: 'Install a C compiler (Debian and Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc).',
		},
		MAKE,
	],
	readDiagnostics: readGccMessages,
};
