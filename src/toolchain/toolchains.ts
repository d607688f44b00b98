import { C_TOOLCHAIN } from './c.ts';
import { CPP_TOOLCHAIN } from './cpp.ts';
import { GO_TOOLCHAIN } from './go.ts';
import type { Language } from './languages.ts';
import { RUST_TOOLCHAIN } from './rust.ts';
import type { Toolchain } from './toolchain.ts';

export const TOOLCHAINS: Record<Language, Toolchain> = {
	c: C_TOOLCHAIN,
	cpp: CPP_TOOLCHAIN,
	go: GO_TOOLCHAIN,
	rust: RUST_TOOLCHAIN,
};
