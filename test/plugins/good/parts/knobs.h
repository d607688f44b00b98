/* SPDX-License-Identifier: Apache-2.0 */
/* What a variant can choose with -D: capabilities, identity, texts, sizes. */
#ifndef GOOD_KNOBS_H
#define GOOD_KNOBS_H

/* ---- Capabilities and optional functions, 0 or 1 ---- */
#ifndef GOOD_SOURCE
#define GOOD_SOURCE 1
#endif
#ifndef GOOD_EXTRACT
#define GOOD_EXTRACT 1
#endif
#ifndef GOOD_PARSE
#define GOOD_PARSE 0
#endif
#ifndef GOOD_ASYNC
#define GOOD_ASYNC 0
#endif
#ifndef GOOD_LISTEN
#define GOOD_LISTEN 0
#endif
#ifndef GOOD_METRICS
#define GOOD_METRICS 0
#endif
#ifndef GOOD_SET_CONFIG
#define GOOD_SET_CONFIG 0
#endif
/* GOOD_EVENT_SCHEMA_VERSION: defined as a text, it exports plugin_get_required_event_schema_version. */

/* ---- Identity ---- */
#ifndef GOOD_API_VERSION
#define GOOD_API_VERSION FALCO_PLUGIN_API_VERSION
#endif
#ifndef GOOD_NAME
#define GOOD_NAME "good"
#endif
#ifndef GOOD_VERSION
#define GOOD_VERSION "0.1.0"
#endif
#ifndef GOOD_DESCRIPTION
#define GOOD_DESCRIPTION "Counts, for the tests of plugin-kit"
#endif
#ifndef GOOD_CONTACT
#define GOOD_CONTACT "https://github.com/falcosecurity/plugins"
#endif
#ifndef GOOD_ID
#define GOOD_ID 999
#endif
#ifndef GOOD_EVENT_SOURCE
#define GOOD_EVENT_SOURCE "good"
#endif

/* ---- Configuration: GOOD_SCHEMA may be NULL ---- */
#ifndef GOOD_SCHEMA
#define GOOD_SCHEMA \
	"{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" \
	"\"max\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":1000000,\"default\":1000000," \
	"\"description\":\"Most events of one stream\"}," \
	"\"prefix\":{\"type\":\"string\",\"maxLength\":32,\"pattern\":\"^[a-z-]*$\",\"default\":\"user-\"," \
	"\"description\":\"First part of the names of users\"}}}"
#endif
#ifndef GOOD_SCHEMA_TYPE
#define GOOD_SCHEMA_TYPE SS_PLUGIN_SCHEMA_JSON
#endif
#define GOOD_DEFAULT_PREFIX "user-"
#define GOOD_PREFIX_MAX 32

/* ---- Sourcing ---- */
#ifndef GOOD_OPEN_PARAMS
#define GOOD_OPEN_PARAMS \
	"[{\"value\":\"100\",\"desc\":\"A hundred events\"},{\"value\":\"1000\",\"desc\":\"A thousand events\"}]"
#endif
/* Events of a stream that is opened with "". */
#ifndef GOOD_DEFAULT_COUNT
#define GOOD_DEFAULT_COUNT 1000
#endif
/* Most events of a batch. */
#ifndef GOOD_BATCH
#define GOOD_BATCH 64
#endif
/* Most bytes of an event. */
#ifndef GOOD_SLOT
#define GOOD_SLOT 512
#endif
/* Timestamp of event number `seq`. */
#ifndef GOOD_TIMESTAMP
#define GOOD_TIMESTAMP(seq) (UINT64_C(1700000000000000000) + (seq) * UINT64_C(1000000))
#endif

/* ---- Extraction, parsing, async: texts may be NULL ---- */
#ifndef GOOD_EXTRACT_SOURCES
#define GOOD_EXTRACT_SOURCES "[\"" GOOD_EVENT_SOURCE "\"]"
#endif
#ifndef GOOD_PARSE_SOURCES
#define GOOD_PARSE_SOURCES "[\"" GOOD_EVENT_SOURCE "\"]"
#endif
#ifndef GOOD_ASYNC_SOURCES
#define GOOD_ASYNC_SOURCES "[\"" GOOD_EVENT_SOURCE "\"]"
#endif
#ifndef GOOD_EXTRACT_TYPES
#define GOOD_EXTRACT_TYPES {FALCO_PLUGIN_EVENT}
#endif
#ifndef GOOD_PARSE_TYPES
#define GOOD_PARSE_TYPES {FALCO_PLUGIN_EVENT}
#endif
/* 1: tell where extracted values stand in the event. */
#ifndef GOOD_OFFSETS
#define GOOD_OFFSETS 1
#endif
/* More fields: NEXT(name, type, description, more JSON, function) ..., see GOOD_FIELDS in parts/extract.h. */
#ifndef GOOD_MORE_FIELDS
#define GOOD_MORE_FIELDS(NEXT)
#endif
#ifndef GOOD_TABLE_NAME
#define GOOD_TABLE_NAME "good_counts"
#endif
#ifndef GOOD_ASYNC_EVENTS
#define GOOD_ASYNC_EVENTS "[\"tick\"]"
#endif
#ifndef GOOD_ASYNC_PERIOD_MS
#define GOOD_ASYNC_PERIOD_MS 5
#endif

#endif
