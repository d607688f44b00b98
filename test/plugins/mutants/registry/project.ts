import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packTarGz } from '../../../../src/package/archive.ts';
import type { PluginSource } from '../../build.ts';
import { RELEASE_MUTANTS } from './mutants.ts';

const source = fileURLToPath(new URL('../../good/good.c', import.meta.url));
const identity = ['-DGOOD_ID=2'];
const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

/** The libraries that releases are made of: the good plugin as it would be released, and the deviations. */
export const RELEASE_LIBRARIES: readonly PluginSource[] = [
	{ name: 'release', source, cflags: identity },
	{
		name: 'release-with-one-field-more',
		source,
		cflags: [...identity, '-DGOOD_MORE_FIELDS(NEXT)=NEXT("good.gone","string","A field of old","",good_field_user)'],
	},
	...RELEASE_MUTANTS.filter(({ cflags }) => cflags !== undefined).map(({ name, cflags = [] }) => ({
		name: `release-${name}`,
		source,
		cflags: [...identity, ...cflags],
	})),
];

/** What a mutant can do to a release. */
export interface ReleaseFolder {
	/** Replaces a part of a file, which must be there. */
	edit(file: string, from: string | RegExp, to: string): void;
	/** Puts another library in the place of the previous one; without a name, the one that is released. */
	replace(what: 'previous', library?: string): void;
	/** Packs the archive anew with the library under this name. */
	pack(name: string): void;
	/** Commits the project and tags the commit. */
	tag(name: string): void;
}

const PROJECT = `name: good
language: c
build: { command: make, output: libgood.so }
conformance: { registry: registry }
registry:
  authors: Jane Roe
  maintainers: [{ name: Jane Roe, email: jane@example.org }]
  keywords: [counting]
  url: https://example.org/good
  license: Apache-2.0
`;

const REGISTRY = `reserved_sources: [syscall, internal, plugins]
plugins:
  - name: first
    description: Took the first id
    capabilities: { sourcing: { supported: true, id: 1, source: first } }
  - name: good
    description: Counts, for the tests of plugin-kit
    capabilities:
      sourcing: { supported: true, id: 2, source: good }
      extraction: { supported: true }
`;

const RULES = `- required_plugin_versions: [{ name: good, version: 0.1.0 }, { name: json, version: 0.7.0 }]
- macro: fine
  condition: good.ok = true
- rule: Someone counts
  desc: Shows fields of the plugin, of Falco, and of the other plugin that is asked for
  source: good
  condition: fine and good.user = "user-1" and good.item[0] exists and evt.num > 1 and json.value[/a] exists
  output: Someone counts (user=%good.user)
  priority: NOTICE
`;

const README = `# good

<!-- README-PLUGIN-FIELDS -->
| NAME | TYPE | ARG | DESCRIPTION |
| --- | --- | --- | --- |
| \`good.seq\` | \`uint64\` | None | Number of the event |
| \`good.user\` | \`string\` | None | Name of the user |
| \`good.ok\` | \`bool\` | None | Whether the number is even |
| \`good.took\` | \`reltime\` | None | How long it took |
| \`good.at\` | \`abstime\` | None | When it happened |
| \`good.ip\` | \`ipaddr\` | None | IPv4 address of the user |
| \`good.ip6\` | \`ipaddr\` | None | IPv6 address of the user |
| \`good.net\` | \`ipnet\` | None | Network of the user |
| \`good.tags\` | \`string (list)\` | None | Tags of the event |
| \`good.item\` | \`string\` | Index, Required | The tag with this index |
| \`good.value\` | \`string\` | Key, Required | The value of this key |
| \`good.any\` | \`string\` | Index, Key | The user, or the tag with this index, or the value of this key |
<!-- /README-PLUGIN-FIELDS -->
`;

const FILES: Readonly<Record<string, string>> = {
	'plugin-kit.yaml': PROJECT,
	'registry/registry.yaml': REGISTRY,
	'rules/good_rules.yaml': RULES,
	'README.md': README,
};

/**
 * Makes the folder of a release without a fault: project, library, registry, rules, README, archive, and in `previous.so` the
 * library of the release before, which is the same.
 */
export function makeRelease(folder: string, libraries: ReadonlyMap<string, string>, name = 'release'): ReleaseFolder {
	const library = join(folder, 'libgood.so');
	for (const [file, text] of Object.entries(FILES)) {
		mkdirSync(join(folder, file, '..'), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
	const copy = (from: string, to: string) => copyFileSync(libraries.get(from) ?? '', to);
	copy(libraries.has(name) ? name : 'release', library);
	copy('release', join(folder, 'previous.so'));
	const pack = (entry: string) => {
		mkdirSync(join(folder, 'release'), { recursive: true });
		const archive = packTarGz([{ name: entry, mode: 0o755, bytes: readFileSync(library) }]);
		writeFileSync(join(folder, `release/good-0.1.0-linux-${machine}.tar.gz`), archive);
	};
	pack('libgood.so');
	return {
		edit(file, from, to) {
			const before = readFileSync(join(folder, file), 'utf8');
			const after = before.replace(from, to);
			if (after === before) throw new Error(`${file} has no ${from}`);
			writeFileSync(join(folder, file), after);
		},
		replace(_what, other) {
			copyFileSync(
				other === undefined ? library : (libraries.get(`release-${other}`) ?? ''),
				join(folder, 'previous.so'),
			);
		},
		pack,
		tag(tag) {
			const who = ['-c', 'user.name=Jane Roe', '-c', 'user.email=jane@example.org', '-c', 'commit.gpgsign=false'];
			const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...who, ...args], { stdio: 'pipe' });
			git('init', '--quiet');
			git('commit', '--quiet', '--allow-empty', '--message', 'release');
			git('-c', 'tag.gpgsign=false', 'tag', tag);
		},
	};
}
