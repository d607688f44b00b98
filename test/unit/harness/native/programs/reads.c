/* Reads and writes of an input of 8 bytes, right and wrong. */
int reads_past_end(const volatile char *input)
{
	return input[10];
}
int reads_last(const volatile char *input)
{
	return input[7];
}
int reads_before(const volatile char *input)
{
	return input[-2];
}
int writes(volatile char *input)
{
	return input[3] = 1;
}
