/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outputs/rollup_file.h"
#include "models/rollup_columns.h"
#include "outputs/atomic_file.h"
#include "outputs/csv_text.h"
#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { SHA256_BYTES = 32, ROWS_AT_ONCE = 256 };

typedef struct Writer {
    const Rollup *rollup;
    const char *folder;
    Arena *arena;
    char sha256[ROLLUP_TABLE_COUNT][2 * SHA256_BYTES + 1];
} Writer;

static void put_table(Writer *writer, const RollupTable *table, FILE *out) {
    const unsigned char *row = rollup_rows(writer->rollup, table);
    for (size_t c = 0; c < table->column_count; c++)
        fprintf(out, "%s%s", c ? "," : "", table->columns[c].name);
    fputc('\n', out);
    for (size_t i = 0; i < rollup_row_count(writer->rollup, table); i++, row += table->size) {
        for (size_t c = 0; c < table->column_count; c++) {
            if (c) fputc(',', out);
            csv_text_put(out, "",
                         rollup_column_format(writer->rollup, table, &table->columns[c], row, writer->arena));
        }
        fputc('\n', out);
        if (i % ROWS_AT_ONCE == 0) arena_clear(writer->arena);
    }
}

static void put_pair(FILE *out, Str key, Str value) {
    csv_text_put(out, "", key);
    fputc(',', out);
    csv_text_put(out, "", value);
    fputc('\n', out);
}

/* What meta.csv says of a table. */
static void put_controls(const Writer *writer, int number, FILE *out) {
    const RollupTable *table = &ROLLUP_TABLES[number];
    char text[MONEY_TEXT];
    fprintf(out, "%s.rows,%zu\n", table->name, rollup_row_count(writer->rollup, table));
    for (size_t c = 0; c < table->column_count; c++) {
        if (!rollup_column_is_summed(&table->columns[c])) continue;
        fprintf(out, "%s.%s,%s\n", table->name, table->columns[c].name,
                decimal_format(rollup_column_sum(writer->rollup, table, &table->columns[c]), text));
    }
    fprintf(out, "%s.sha256,%s\n", table->name, writer->sha256[number]);
}

/* Which currencies have money, in the order of the cells. */
static Str list_currencies(const Rollup *rollup, Arena *arena) {
    Str list = STR("");
    for (size_t i = 0; i < rollup->cell_count; i++) {
        const char *code = rollup->cells[i].currency.code;
        if (!code[0] || (list.len && memmem(list.at, list.len, code, 3))) continue;
        list = str_format(arena, "%.*s%s%s", STR_ARGS(list), list.len ? ";" : "", code);
    }
    return list;
}

static void put_meta(const Writer *writer, FILE *out) {
    const Rollup *rollup = writer->rollup;
    fputs("key,value\nschema," ROLLUP_SCHEMA "\n", out);
    put_pair(out, STR("partition"), rollup->partition);
    put_pair(out, STR("currencies"), list_currencies(rollup, writer->arena));
    for (size_t c = 0; c < ROLLUP_META.column_count; c++) {
        const RollupColumn *column = &ROLLUP_META.columns[c];
        put_pair(out, str_from(column->name),
                 rollup_column_format(rollup, &ROLLUP_META, column, rollup, writer->arena));
    }
    for (size_t v = 0; rollup->whole_price && v < rollup->vendor_count; v++) {
        const RollupCell named = {.vendor = (uint16_t)v};
        if (rollup->whole_price[v])
            put_pair(out, STR("price_needs_all_leads"),
                     rollup_column_format(rollup, &ROLLUP_TABLES[0], &ROLLUP_TABLES[0].columns[0], &named,
                                          writer->arena));
    }
    for (int t = 0; t < ROLLUP_TABLE_COUNT; t++) put_controls(writer, t, out);
}

/* Reads back what stands in the file: the hash is of what a reader will see. */
static Status hash_stream(FILE *stream, char text[2 * SHA256_BYTES + 1]) {
    unsigned char block[1 << 14], sum[SHA256_BYTES];
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    bool well = digest && EVP_DigestInit_ex(digest, EVP_sha256(), NULL) == 1 && fflush(stream) == 0;
    rewind(stream);
    for (size_t got; well && (got = fread(block, 1, sizeof block, stream)) > 0;)
        well = EVP_DigestUpdate(digest, block, got) == 1;
    well = well && !ferror(stream) && EVP_DigestFinal_ex(digest, sum, NULL) == 1;
    for (int i = 0; well && i < SHA256_BYTES; i++) snprintf(text + 2 * i, 3, "%02x", sum[i]);
    EVP_MD_CTX_free(digest);
    return well ? OK : ERR_IO;
}

/* Writes table `number`, or meta.csv behind the last of them. */
static Status write_file(Writer *writer, int number, Err *err) {
    const bool meta = number == ROLLUP_TABLE_COUNT;
    const RollupTable *table = meta ? &ROLLUP_META : &ROLLUP_TABLES[number];
    char path[4096];
    AtomicFile *file = NULL;
    snprintf(path, sizeof path, "%s/%s.csv", writer->folder, table->name);
    const Status status = atomic_file_open(path, &file, err);
    if (status != OK) return status;
    if (meta) put_meta(writer, atomic_file_stream(file));
    else put_table(writer, table, atomic_file_stream(file));
    if (meta || hash_stream(atomic_file_stream(file), writer->sha256[number]) == OK)
        return atomic_file_commit(file, err);
    atomic_file_abandon(file);
    return err_set(err, ERR_IO, "%s: could not be written: %s", path, strerror(errno ? errno : EIO));
}

Status rollup_file_write(const Rollup *rollup, const char *folder, Arena *arena, Err *err) {
    Writer writer = {.rollup = rollup, .folder = folder, .arena = arena_new_beside(arena)};
    Status status = OK;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        status = err_set(err, ERR_CREATE, "%s: %s", folder, strerror(errno));
    for (int number = 0; number <= ROLLUP_TABLE_COUNT && status == OK; number++)
        status = write_file(&writer, number, err);
    arena_free(writer.arena);
    return status;
}
