import { readGccMessages } from './gcc-messages.ts';
import type { Toolchain } from './toolchain.ts';

export const CPP_TOOLCHAIN: Toolchain = {
	language: 'cpp',
	programs: [
		{
			name: 'c++',
			versionArguments: ['--version'],
			purpose: 'compiles plugins written in C++',
			get: 'Install a C++ compiler (Debian and Ubuntu: apt install g++; Fedora: dnf install gcc-c++).',
		},
		{
			name: 'cmake',
			versionArguments: ['--version'],
			purpose: 'builds plugins written in C++',
			get: 'Install CMake (Debian and Ubuntu: apt install cmake; Fedora: dnf install cmake).',
		},
	],
	readDiagnostics: readGccMessages,
};
