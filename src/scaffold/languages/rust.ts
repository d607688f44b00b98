import { SCAFFOLD_CAPABILITIES } from '../capabilities.ts';
import type { Template } from '../template.ts';

/** Rust with the `falco_plugin` crate 0.5.1, which supports everything (facts/abi.md 5). */
export const RUST_TEMPLATE: Template = {
	language: 'rust',
	version: 2,
	capabilities: SCAFFOLD_CAPABILITIES,
	files: [
		{ from: 'rust/Cargo.toml.ejs', to: 'Cargo.toml' },
		{ from: 'rust/Cargo.lock.ejs', to: 'Cargo.lock' },
		{ from: 'rust/rustfmt.toml', to: 'rustfmt.toml' },
		{ from: 'rust/src/lib.rs.ejs', to: 'src/lib.rs' },
		{ from: 'rust/src/config.rs', to: 'src/config.rs' },
		{ from: 'rust/src/counters.rs.ejs', to: 'src/counters.rs' },
		{ from: 'rust/src/login.rs.ejs', to: 'src/login.rs', when: ['extract', 'parse'] },
		{ from: 'rust/src/source.rs.ejs', to: 'src/source.rs', when: ['source'] },
		{ from: 'rust/src/extract.rs.ejs', to: 'src/extract.rs', when: ['extract'] },
		{ from: 'rust/src/parse.rs.ejs', to: 'src/parse.rs', when: ['parse'] },
		{ from: 'rust/src/async_event.rs.ejs', to: 'src/async_event.rs', when: ['async'] },
		{ from: 'rust/src/listen.rs', to: 'src/listen.rs', when: ['listen'] },
	],
	build: {
		command: ['cargo', 'build', '--release'],
		output: (name) => `target/release/lib${name.replaceAll('-', '_')}_plugin.so`,
	},
	unitTests: 'cargo test           # unit tests',
	debugOutput: 'the log of Falco, at severity debug',
	sdk: 'the crate falco_plugin 0.5.1',
	container: { image: 'rust:1-bookworm', packages: [], environment: [], unitTests: 'cargo test' },
	devContainer: { image: 'mcr.microsoft.com/devcontainers/rust:1-bookworm' },
	extensions: ['rust-lang.rust-analyzer', 'redhat.vscode-yaml'],
};
