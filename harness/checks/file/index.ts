import type { FileCheck } from '../../define-check.ts';
import apiSymbolsVisible from './api-symbols-visible.ts';
import elfTarget from './elf-target.ts';
import execStack from './exec-stack.ts';
import glibcFloor from './glibc-floor.ts';
import libcFlavour from './libc-flavour.ts';
import neededLibs from './needed-libs.ts';
import symbolLeakage from './symbol-leakage.ts';
import textRelocations from './text-relocations.ts';
import undefinedSymbols from './undefined-symbols.ts';
import unknownApiSymbol from './unknown-api-symbol.ts';

/** The checks of the file, in the order of reports: first what keeps it from being loaded at all. */
export const FILE_CHECKS: readonly FileCheck[] = [
	elfTarget,
	libcFlavour,
	apiSymbolsVisible,
	unknownApiSymbol,
	neededLibs,
	glibcFloor,
	undefinedSymbols,
	execStack,
	textRelocations,
	symbolLeakage,
];
