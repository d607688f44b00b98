/* SPDX-License-Identifier: Apache-2.0 */
/* One name is longer than the host's table has room for. */
#define GOOD_ASYNC 1
#define GOOD_ASYNC_EVENTS "[\"tick\",\"the_name_of_an_event_that_is_too_long_\"]"
#include "../../good/good.c"
