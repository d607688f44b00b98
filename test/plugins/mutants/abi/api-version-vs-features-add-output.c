/* SPDX-License-Identifier: Apache-2.0 */
/* A field has addOutput, which came with 3.8, and the plugin asks for 3.7. */
#define GOOD_API_VERSION "3.7.0"
#define GOOD_OFFSETS 0
#include "../../good/good.c"
