/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/printed.h"
#include "outputs/screen_text.h"
#include "tests/support/check.h"
#include <stdlib.h>
#include <string.h>

void printed_open(Printed *printed) {
    *printed = (Printed){NULL, NULL, 0};
    printed->out = open_memstream(&printed->text, &printed->length);
    assert_non_null(printed->out);
}

void printed_close(Printed *printed) {
    assert_int_equal(fclose(printed->out), 0);
    printed->out = NULL;
}

void printed_free(Printed *printed) {
    free(printed->text);
    printed->text = NULL;
}

void printed_has(const Printed *printed, const char *part) {
    if (strstr(printed->text, part)) return;
    check_fail_at(__FILE__, __LINE__, "\"%s\" is missing in:\n%s", part, printed->text);
}

void printed_lacks(const Printed *printed, const char *part) {
    if (!strstr(printed->text, part)) return;
    check_fail_at(__FILE__, __LINE__, "\"%s\" stands in:\n%s", part, printed->text);
}

void printed_is(const Printed *printed, const char *want) {
    if (strcmp(printed->text, want) == 0) return;
    check_fail_at(__FILE__, __LINE__, "wanted:\n%s\ngot:\n%s", want, printed->text);
}

int printed_width(const Printed *printed) {
    int widest = 0;
    Str rest = {printed->text, printed->length}, line;
    while (str_split(&rest, '\n', &line)) {
        const int width = screen_text_width(line);
        widest = width > widest ? width : widest;
    }
    return widest;
}
