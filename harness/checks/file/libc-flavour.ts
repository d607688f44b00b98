import { defineCheck, type FileCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { counted } from './listing.ts';
import { onObject } from './on-object.ts';

/** Sonames of C libraries that are not glibc: musl of Alpine and of musl-gcc. */
const MUSL = /^libc\.musl-|^ld-musl-|^libc\.so$/;

export default defineCheck<FileCheck>({
	id: 'file.libc-flavour',
	title: 'The library is linked for glibc',
	asserts: 'The object has a dynamic section and is linked against glibc, not musl.',
	severity: 'error',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'The images of Falco are glibc based, and a process has one C library; the musl build of Falco loads no plugins at all (`load_plugins.cpp`).',
	fix: 'Build on a glibc distribution (Debian, Ubuntu, Fedora), not in an Alpine image and not with musl-gcc; in Rust choose the target `x86_64-unknown-linux-gnu`.',
	judge: onObject((object) => {
		if (!object.hasDynamicSection) {
			return judged([
				{
					message: 'The file has no dynamic section: the dynamic loader can do nothing with it',
					expected: 'a dynamically linked shared object',
					observed: 'a statically linked file',
					fix: 'Link with `-shared` and without `-static`.',
				},
			]);
		}
		const musl = object.needed.filter((library) => MUSL.test(library));
		if (musl.length === 0) return judged([], counted(object.needed.length, 'needed library', 'needed libraries'));
		return judged([
			{
				message: 'The library is linked against musl; Falco loads plugins only into glibc',
				expected: 'libc.so.6 (glibc)',
				observed: `needs ${musl.join(', ')}`,
			},
		]);
	}),
});
