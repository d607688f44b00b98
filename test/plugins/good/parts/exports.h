/* SPDX-License-Identifier: Apache-2.0 */
/* The exported functions, each left out by PK_OVERRIDE_ and its name in capitals. */
#ifndef GOOD_EXPORTS_H
#define GOOD_EXPORTS_H

#if !defined(PK_OVERRIDE_GET_REQUIRED_API_VERSION)
FALCO_PLUGIN_EXPORT const char *plugin_get_required_api_version(void) {
	return GOOD_API_VERSION;
}
#endif

#if !defined(PK_OVERRIDE_GET_NAME)
FALCO_PLUGIN_EXPORT const char *plugin_get_name(void) {
	return GOOD_NAME;
}
#endif

#if !defined(PK_OVERRIDE_GET_DESCRIPTION)
FALCO_PLUGIN_EXPORT const char *plugin_get_description(void) {
	return GOOD_DESCRIPTION;
}
#endif

#if !defined(PK_OVERRIDE_GET_CONTACT)
FALCO_PLUGIN_EXPORT const char *plugin_get_contact(void) {
	return GOOD_CONTACT;
}
#endif

#if !defined(PK_OVERRIDE_GET_VERSION)
FALCO_PLUGIN_EXPORT const char *plugin_get_version(void) {
	return GOOD_VERSION;
}
#endif

#if !defined(PK_OVERRIDE_GET_INIT_SCHEMA)
FALCO_PLUGIN_EXPORT const char *plugin_get_init_schema(ss_plugin_schema_type *type) {
	*type = GOOD_SCHEMA_TYPE;
	return GOOD_SCHEMA;
}
#endif

#if !defined(PK_OVERRIDE_INIT)
FALCO_PLUGIN_EXPORT ss_plugin_t *plugin_init(const ss_plugin_init_input *input, ss_plugin_rc *rc) {
	return good_handle_of(good_init(input, rc));
}
#endif

#if !defined(PK_OVERRIDE_DESTROY)
FALCO_PLUGIN_EXPORT void plugin_destroy(ss_plugin_t *s) {
	good_destroy(good_state_of(s));
	good_forget_handle(s);
}
#endif

#if !defined(PK_OVERRIDE_GET_LAST_ERROR)
FALCO_PLUGIN_EXPORT const char *plugin_get_last_error(ss_plugin_t *s) {
	return good_get_last_error(good_state_of(s));
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_GET_ID)
FALCO_PLUGIN_EXPORT uint32_t plugin_get_id(void) {
	return GOOD_ID;
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_GET_EVENT_SOURCE)
FALCO_PLUGIN_EXPORT const char *plugin_get_event_source(void) {
	return GOOD_EVENT_SOURCE;
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_OPEN)
FALCO_PLUGIN_EXPORT ss_instance_t *plugin_open(ss_plugin_t *s, const char *params, ss_plugin_rc *rc) {
	return good_open(good_state_of(s), params, rc);
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_CLOSE)
FALCO_PLUGIN_EXPORT void plugin_close(ss_plugin_t *s, ss_instance_t *h) {
	good_close(good_state_of(s), h);
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_NEXT_BATCH)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_next_batch(ss_plugin_t *s, ss_instance_t *h, uint32_t *n,
                                                   ss_plugin_event ***evts) {
	return good_next_batch(good_state_of(s), h, n, evts);
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_LIST_OPEN_PARAMS)
FALCO_PLUGIN_EXPORT const char *plugin_list_open_params(ss_plugin_t *s, ss_plugin_rc *rc) {
	return good_list_open_params(good_state_of(s), rc);
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_GET_PROGRESS)
FALCO_PLUGIN_EXPORT const char *plugin_get_progress(ss_plugin_t *s, ss_instance_t *h, uint32_t *pct) {
	return good_get_progress(good_state_of(s), h, pct);
}
#endif

#if GOOD_SOURCE && !defined(PK_OVERRIDE_EVENT_TO_STRING)
FALCO_PLUGIN_EXPORT const char *plugin_event_to_string(ss_plugin_t *s, const ss_plugin_event_input *evt) {
	return good_event_to_string(good_state_of(s), evt);
}
#endif

#if GOOD_EXTRACT && !defined(PK_OVERRIDE_GET_FIELDS)
FALCO_PLUGIN_EXPORT const char *plugin_get_fields(void) {
	return GOOD_FIELDS_JSON;
}
#endif

#if GOOD_EXTRACT && !defined(PK_OVERRIDE_EXTRACT_FIELDS)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_extract_fields(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                       const ss_plugin_field_extract_input *in) {
	return good_extract_fields(good_state_of(s), evt, in);
}
#endif

#if GOOD_EXTRACT && !defined(PK_OVERRIDE_GET_EXTRACT_EVENT_SOURCES)
FALCO_PLUGIN_EXPORT const char *plugin_get_extract_event_sources(void) {
	return GOOD_EXTRACT_SOURCES;
}
#endif

#if GOOD_EXTRACT && !defined(PK_OVERRIDE_GET_EXTRACT_EVENT_TYPES)
FALCO_PLUGIN_EXPORT uint16_t *plugin_get_extract_event_types(uint32_t *n, ss_plugin_t *s) {
	(void)s;
	return good_get_extract_event_types(n);
}
#endif

#if GOOD_PARSE && !defined(PK_OVERRIDE_PARSE_EVENT)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_parse_event(ss_plugin_t *s, const ss_plugin_event_input *evt,
                                                    const ss_plugin_event_parse_input *in) {
	return good_parse_event(good_state_of(s), evt, in);
}
#endif

#if GOOD_PARSE && !defined(PK_OVERRIDE_GET_PARSE_EVENT_SOURCES)
FALCO_PLUGIN_EXPORT const char *plugin_get_parse_event_sources(void) {
	return GOOD_PARSE_SOURCES;
}
#endif

#if GOOD_PARSE && !defined(PK_OVERRIDE_GET_PARSE_EVENT_TYPES)
FALCO_PLUGIN_EXPORT uint16_t *plugin_get_parse_event_types(uint32_t *n, ss_plugin_t *s) {
	(void)s;
	return good_get_parse_event_types(n);
}
#endif

#if GOOD_ASYNC && !defined(PK_OVERRIDE_GET_ASYNC_EVENTS)
FALCO_PLUGIN_EXPORT const char *plugin_get_async_events(void) {
	return GOOD_ASYNC_EVENTS;
}
#endif

#if GOOD_ASYNC && !defined(PK_OVERRIDE_GET_ASYNC_EVENT_SOURCES)
FALCO_PLUGIN_EXPORT const char *plugin_get_async_event_sources(void) {
	return GOOD_ASYNC_SOURCES;
}
#endif

#if GOOD_ASYNC && !defined(PK_OVERRIDE_SET_ASYNC_EVENT_HANDLER)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_async_event_handler(ss_plugin_t *s, ss_plugin_owner_t *owner,
                                                                const ss_plugin_async_event_handler_t handler) {
	return good_set_async_event_handler(good_state_of(s), owner, handler);
}
#endif

#if GOOD_ASYNC && !defined(PK_OVERRIDE_DUMP_STATE)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_dump_state(ss_plugin_t *s, ss_plugin_owner_t *owner,
                                                   const ss_plugin_async_event_handler_t handler) {
	return good_dump_state(good_state_of(s), owner, handler);
}
#endif

#if GOOD_LISTEN && !defined(PK_OVERRIDE_CAPTURE_OPEN)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_open(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	return good_capture_open(good_state_of(s), in);
}
#endif

#if GOOD_LISTEN && !defined(PK_OVERRIDE_CAPTURE_CLOSE)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_capture_close(ss_plugin_t *s, const ss_plugin_capture_listen_input *in) {
	return good_capture_close(good_state_of(s), in);
}
#endif

#if GOOD_METRICS && !defined(PK_OVERRIDE_GET_METRICS)
FALCO_PLUGIN_EXPORT ss_plugin_metric *plugin_get_metrics(ss_plugin_t *s, uint32_t *n) {
	return good_get_metrics(good_state_of(s), n);
}
#endif

#if GOOD_SET_CONFIG && !defined(PK_OVERRIDE_SET_CONFIG)
FALCO_PLUGIN_EXPORT ss_plugin_rc plugin_set_config(ss_plugin_t *s, const ss_plugin_set_config_input *in) {
	return good_set_config(good_state_of(s), in);
}
#endif

#if defined(GOOD_EVENT_SCHEMA_VERSION) && !defined(PK_OVERRIDE_GET_REQUIRED_EVENT_SCHEMA_VERSION)
FALCO_PLUGIN_EXPORT const char *plugin_get_required_event_schema_version(ss_plugin_t *s) {
	(void)s;
	return GOOD_EVENT_SCHEMA_VERSION;
}
#endif

#endif
