/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/xlsx_zip.h"
#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

enum { MOST_PARTS = 10000, MOST_RATIO = 200, SMALL_PART = 1 << 20, PIECE = 16 * 1024 };
static const uint64_t MOST_INFLATED = (uint64_t)2 << 30;

struct XlsxZip {
    zip_t *archive;
    Arena *arena;
    uint64_t size; /* of the file, in bytes */
    char sha256[65];
};

struct XlsxPart {
    zip_file_t *file;
    Str name;
    uint64_t packed, declared; /* bytes, as the archive says */
    uint64_t inflated;         /* bytes read so far */
};

static Status digest_file(int fd, EVP_MD_CTX *digest, uint64_t *size, Err *err) {
    char bytes[PIECE];
    *size = 0;
    for (;;) {
        const ssize_t got = pread(fd, bytes, sizeof bytes, (off_t)*size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return err_set(err, ERR_IO, "reading failed: %s", strerror(errno));
        if (got == 0) return OK;
        EVP_DigestUpdate(digest, bytes, (size_t)got);
        *size += (uint64_t)got;
    }
}

static Status hash_file(int fd, XlsxZip *zip, Err *err) {
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned int len = 0;
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    Status status = OK;
    if (!digest || EVP_DigestInit_ex(digest, EVP_sha256(), NULL) != 1)
        status = err_set(err, ERR_BUG, "SHA-256 is not available");
    if (status == OK) status = digest_file(fd, digest, &zip->size, err);
    if (status == OK) EVP_DigestFinal_ex(digest, sum, &len);
    EVP_MD_CTX_free(digest);
    for (unsigned int i = 0; i < len && i < 32; i++) snprintf(zip->sha256 + i * 2, 3, "%02x", sum[i]);
    return status;
}

static Status say_no_archive(int code, Err *err) {
    zip_error_t cause;
    zip_error_init_with_code(&cause, code);
    err_set(err, ERR_DATA, "begins like a workbook, but is damaged or cut short (%s)",
            zip_error_strerror(&cause));
    zip_error_fini(&cause);
    return ERR_DATA;
}

/* A name that could point out of the archive. */
static bool is_unsafe(Str name) {
    Str part;
    if (name.len == 0 || name.at[0] == '/' || memchr(name.at, '\\', name.len)) return true;
    while (str_split(&name, '/', &part)) {
        if (str_equal(part, STR(".."))) return true;
    }
    return false;
}

static bool is_bomb(uint64_t inflated, uint64_t packed) {
    return inflated > SMALL_PART && inflated / MOST_RATIO > packed;
}

static Status say_bomb(Str name, Err *err) {
    return err_set(err, ERR_DATA,
                   "unpacks to far more than a workbook does (%.*s), as files made to exhaust memory do",
                   STR_ARGS(name));
}

static Status check_part(const zip_stat_t *part, Err *err) {
    const Str name = str_from(part->name);
    if (is_unsafe(name))
        return err_set(err, ERR_DATA, "holds a part with a forbidden name, '%.*s'", STR_ARGS(name));
    if (part->encryption_method != ZIP_EM_NONE)
        return err_set(err, ERR_DATA, "is protected by a password: save it without one");
    return is_bomb(part->size, part->comp_size) ? say_bomb(name, err) : OK;
}

/* Looks at what the archive says of its parts; what it says is held against it when a part is read. */
static Status check_parts(const XlsxZip *zip, Err *err) {
    const zip_int64_t count = zip_get_num_entries(zip->archive, 0);
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    uint64_t packed = 0, inflated = 0;
    if (count > MOST_PARTS) return err_set(err, ERR_DATA, "is an archive of over %d parts", MOST_PARTS);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t part;
        if (zip_stat_index(zip->archive, (zip_uint64_t)i, 0, &part) != 0 || (part.valid & needed) != needed)
            return err_set(err, ERR_DATA, "is damaged: its list of parts cannot be read");
        const Status status = check_part(&part, err);
        if (status != OK) return status;
        packed += part.comp_size;
        inflated += part.size;
        if (part.size > MOST_INFLATED || inflated > MOST_INFLATED || part.comp_size > zip->size ||
            packed > zip->size)
            return say_bomb(str_from(part.name), err);
    }
    return OK;
}

Status xlsx_zip_open(int fd, Arena *arena, XlsxZip **out, Err *err) {
    XlsxZip *zip = ARENA_NEW(arena, XlsxZip);
    zip->arena = arena;
    int code = 0;
    Status status = hash_file(fd, zip, err);
    if (status == OK && !(zip->archive = zip_fdopen(fd, 0, &code))) status = say_no_archive(code, err);
    if (!zip->archive) close(fd);
    if (status == OK) status = check_parts(zip, err);
    if (status != OK) {
        xlsx_zip_close(zip);
        return status;
    }
    *out = zip;
    return OK;
}

const char *xlsx_zip_sha256(const XlsxZip *zip) { return zip->sha256; }

/* Returns the number of the part, or -1. */
static zip_int64_t locate(const XlsxZip *zip, Str name) {
    const Str copy = str_copy(zip->arena, name);
    const zip_int64_t exact = zip_name_locate(zip->archive, copy.at, 0);
    return exact >= 0 ? exact : zip_name_locate(zip->archive, copy.at, ZIP_FL_NOCASE);
}

bool xlsx_zip_has(const XlsxZip *zip, Str name) { return locate(zip, name) >= 0; }

Status xlsx_zip_open_part(XlsxZip *zip, Str name, XlsxPart **out, Err *err) {
    const zip_int64_t index = locate(zip, name);
    zip_stat_t info;
    if (index < 0) return err_set(err, ERR_DATA, "is damaged: its part %.*s is missing", STR_ARGS(name));
    XlsxPart *part = ARENA_NEW(zip->arena, XlsxPart);
    if (zip_stat_index(zip->archive, (zip_uint64_t)index, 0, &info) == 0)
        part->file = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0);
    if (!part->file)
        return err_set(err, ERR_DATA, "is damaged: %.*s: %s", STR_ARGS(name), zip_strerror(zip->archive));
    part->name = str_copy(zip->arena, name);
    part->packed = info.comp_size;
    part->declared = info.size;
    *out = part;
    return OK;
}

Status xlsx_zip_read_part(XlsxPart *part, void *to, size_t room, size_t *got, Err *err) {
    const zip_int64_t count = zip_fread(part->file, to, room);
    if (count < 0) {
        return err_set(err, ERR_DATA, "is damaged: %.*s: %s", STR_ARGS(part->name),
                       zip_file_strerror(part->file));
    }
    *got = (size_t)count;
    part->inflated += (uint64_t)count;
    const bool lies = part->inflated > part->declared;
    return lies || is_bomb(part->inflated, part->packed) ? say_bomb(part->name, err) : OK;
}

void xlsx_zip_close_part(XlsxPart *part) {
    if (part) zip_fclose(part->file);
}

void xlsx_zip_close(XlsxZip *zip) {
    if (zip && zip->archive) zip_discard(zip->archive);
}
