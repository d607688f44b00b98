/* SPDX-License-Identifier: Apache-2.0 */
/* Lists an entry with an empty value. */
#define GOOD_OPEN_PARAMS "[{\"value\":\"\",\"desc\":\"All events\"}]"
#include "../../good/good.c"
