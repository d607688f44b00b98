import { defineCheck, type FileCheck } from '../../define-check.ts';
import { judged } from '../../protocol/verdict.ts';
import { onObject } from './on-object.ts';

export default defineCheck<FileCheck>({
	id: 'file.text-relocations',
	title: 'No text relocations',
	asserts: 'The library has no relocations in its code (DT_TEXTREL, DF_TEXTREL).',
	severity: 'warning',
	capabilities: 'all',
	profile: 'dev',
	stage: 'file',
	why: 'The loader must make the code writable to patch it. SELinux refuses that (execmod), and the pages are no longer shared between processes.',
	fix: 'Compile everything with -fPIC, also static libraries that are linked in, and link without `-z notext`; `-Wl,-z,text` makes the linker name the culprit.',
	judge: onObject((object) => {
		if (!object.textRelocations) return judged([], 'the dynamic section');
		return judged([
			{
				message: 'The code of the library must be patched at load: part of it is not position independent',
				expected: 'no DT_TEXTREL',
				observed: 'DT_TEXTREL or DF_TEXTREL in the dynamic section',
			},
		]);
	}),
});
