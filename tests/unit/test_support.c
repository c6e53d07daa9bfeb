/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests' own tools: a comparison that cannot fail would make every test above it worthless. */
#include "tests/support/check.h"
#include "tests/support/vectors.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void doubles_are_close_within_the_larger_tolerance(void **state) {
    (void)state;
    assert_true(check_is_close(1.0, 1.0, 0, 0));
    assert_false(check_is_close(1.0, nextafter(1.0, 2.0), 0, 0));
    assert_true(check_is_close(101.0, 100.0, 0.01, 0));
    assert_false(check_is_close(101.1, 100.0, 0.01, 0));
    assert_true(check_is_close(-99.0, -100.0, 0.01, 0));
    assert_true(check_is_close(0.5, 0.0, 0.01, 0.5));
    assert_false(check_is_close(0.5, 0.0, 0.01, 0.4));
    assert_false(check_is_close(1.0, -1.0, 1.0, 1.0));
}

static void nan_is_close_to_nothing_and_infinity_to_itself(void **state) {
    (void)state;
    assert_false(check_is_close(NAN, 1.0, 1.0, 1.0));
    assert_false(check_is_close(1.0, NAN, 1.0, 1.0));
    assert_false(check_is_close(NAN, NAN, 1.0, 1.0));
    assert_true(check_is_close(INFINITY, INFINITY, 0, 0));
    assert_false(check_is_close(-INFINITY, INFINITY, 1.0, 1.0));
    assert_false(check_is_close(5.0, INFINITY, 1.0, 1.0));
    assert_false(check_is_close(INFINITY, 5.0, 1.0, 1.0));
}

static void vectors_are_read_by_row_and_column(void **state) {
    (void)state;
    char path[] = "/tmp/truecpl-vectors-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fputs("# provenance: by hand\nname,value\r\n\"a, \"\"b\"\"\",2.5\n# "
          "between\n\"two\nlines\",-inf\n,\nlast,NA",
          file);
    fclose(file);
    Vectors *vectors = vectors_open(path);
    remove(path);
    assert_int_equal(vectors_count(vectors), 4);
    assert_true(vectors_has(vectors, "value"));
    assert_false(vectors_has(vectors, "valu"));
    assert_string_equal(vectors_text(vectors, 0, "name"), "a, \"b\"");
    assert_string_equal(vectors_text(vectors, 1, "name"), "two\nlines");
    assert_string_equal(vectors_text(vectors, 2, "name"), "");
    assert_true(vectors_is(vectors, 3, "name", "last"));
    check_close(vectors_number(vectors, 0, "value"), 2.5, 0, 0, "value");
    check_close(vectors_number(vectors, 1, "value"), -INFINITY, 0, 0, "value");
    assert_true(isnan(vectors_number(vectors, 2, "value")));
    assert_true(isnan(vectors_number(vectors, 3, "value")));
    vectors_close(vectors);
    vectors_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubles_are_close_within_the_larger_tolerance),
        cmocka_unit_test(nan_is_close_to_nothing_and_infinity_to_itself),
        cmocka_unit_test(vectors_are_read_by_row_and_column),
    };
    return cmocka_run_group_tests_name("support", tests, NULL, NULL);
}
