/* SPDX-License-Identifier: Apache-2.0 */
/* A schema that refers to a document elsewhere. */
#define GOOD_SCHEMA "{\"$ref\":\"http://example.org/schema.json\"}"
#include "../../good/good.c"
