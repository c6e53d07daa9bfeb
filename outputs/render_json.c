/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/render_json.h"
#include <errno.h>
#include <glib.h>
#include <jansson.h>
#include <string.h>

static json_t *make_text(Str text) {
    char *const valid = g_utf8_make_valid(text.len > 0 ? text.at : "", (gssize)text.len);
    json_t *const made = json_stringn(valid, strlen(valid));
    g_free(valid);
    return made;
}

static void set(json_t *object, Str key, const char *suffix, json_t *value) {
    char *const name = g_strdup_printf("%.*s%s", STR_ARGS(key), suffix);
    json_object_set_new(object, name, value);
    g_free(name);
}

static json_t *make_reason(const ReportNode *node) {
    json_t *const reason = json_object();
    set(reason, STR("code"), "", json_string(node->why));
    set(reason, STR("text"), "", make_text(node->text));
    return reason;
}

static json_t *make_node(const ReportNode *node);

static json_t *make_object(const ReportNode *node) {
    json_t *const object = json_object();
    for (const ReportNode *child = node->first; child; child = child->next) {
        set(object, child->key, "", make_node(child));
        if (child->kind == NODE_NULL && child->why) set(object, child->key, "_why", make_reason(child));
    }
    return object;
}

static json_t *make_list(const ReportNode *node) {
    json_t *const list = json_array();
    for (const ReportNode *child = node->first; child; child = child->next)
        json_array_append_new(list, make_node(child));
    return list;
}

static json_t *make_node(const ReportNode *node) {
    switch (node->kind) {
    case NODE_BOOL: return json_boolean(node->count != 0);
    case NODE_COUNT: return json_integer(node->count);
    case NODE_NUMBER: return json_real(node->number);
    case NODE_TEXT: return make_text(node->text);
    case NODE_LIST: return make_list(node);
    case NODE_OBJECT: return make_object(node);
    case NODE_NULL: break;
    }
    return json_null();
}

Status render_json(const Report *report, FILE *out, Err *err) {
    if (!report->tree) return err_set(err, ERR_BUG, "there is nothing to write as JSON");
    json_t *const root = make_node(report->tree);
    errno = 0;
    const bool written = json_dumpf(root, out, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) == 0 &&
                         fputc('\n', out) != EOF && fflush(out) == 0;
    const int cause = errno;
    json_decref(root);
    return written ? OK : err_set(err, ERR_IO, "cannot write JSON: %s", strerror(cause ? cause : EIO));
}
