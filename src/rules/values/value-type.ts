/** The types that a plugin's `get_fields` may declare (rules facts, section 1.3). */
export type ValueType = 'string' | 'uint64' | 'reltime' | 'abstime' | 'bool' | 'ipaddr' | 'ipnet';
