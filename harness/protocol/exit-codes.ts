/** With what a host child ends when a call closed one of its descriptors: it has no other way to say so. */
export const CLOSED_DESCRIPTOR_EXIT = 113;
