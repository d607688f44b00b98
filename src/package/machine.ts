import type { Machine } from '../../harness/subjects.ts';

/** `e_machine` of the ELF header (elf.h): EM_X86_64 and EM_AARCH64. */
const MACHINES: Readonly<Record<number, Machine>> = { 62: 'x86_64', 183: 'aarch64' };

const ELF_MAGIC = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/** The machine that an ELF file is for; undefined for other files and other machines. */
export function machineOf(bytes: Buffer): Machine | undefined {
	const isLittleEndianElf = bytes.length >= 20 && bytes.subarray(0, 4).equals(ELF_MAGIC) && bytes[5] === 1;
	return isLittleEndianElf ? MACHINES[bytes.readUInt16LE(18)] : undefined;
}
