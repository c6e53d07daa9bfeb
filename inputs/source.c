/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inputs/source.h"
#include "inputs/text_form.h"
#include "inputs/text_scan.h"
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 16 * 1024, CTRL_Z = 0x1A };

/* PLAIN bytes are UTF-8 already; UNDECIDED ones were below 128 so far; the others go through iconv. */
typedef enum Mode { PLAIN, UNDECIDED, DECODED } Mode;

/* A stretch of bytes that wait to be used. */
typedef struct Piece {
    char bytes[PIECE];
    size_t begin, end;
} Piece;

struct Source {
    int fd;
    Mode mode, first_mode;
    off_t start, end;     /* of the text: behind the mark, before the ^Z that DOS ends a file with */
    off_t offset, hashed; /* of the next byte to read, and to hash */
    EVP_MD_CTX *digest;   /* NULL once the hash is known */
    iconv_t decoder;      /* (iconv_t)-1: none */
    size_t unit;          /* the smallest step in the encoding, in bytes */
    Piece raw, decoded;
    SourceFacts facts;
};

static const iconv_t NO_DECODER = (iconv_t)-1;

static Status say_errno(Err *err, Status status, const char *what) {
    return err_set(err, status, "%s: %s", what, strerror(errno));
}

/* Hashes those of the `len` bytes from `offset` on that were not hashed before. */
static void hash_bytes(Source *source, const char *bytes, size_t len, off_t offset) {
    const off_t end = offset + (off_t)len;
    if (!source->digest || end <= source->hashed) return;
    const size_t known = (size_t)(source->hashed - offset);
    EVP_DigestUpdate(source->digest, bytes + known, len - known);
    source->hashed = end;
}

static void finish_hash(Source *source) {
    if (!source->digest) return;
    unsigned char sum[EVP_MAX_MD_SIZE];
    unsigned int len = 0;
    EVP_DigestFinal_ex(source->digest, sum, &len);
    for (unsigned int i = 0; i < len && i < 32; i++)
        snprintf(source->facts.sha256 + i * 2, 3, "%02x", sum[i]);
    EVP_MD_CTX_free(source->digest);
    source->digest = NULL;
    source->facts.size = source->hashed;
}

/* Reads some bytes, hashes them and leaves out what is behind the text; `*at_end` where the file has no more. */
static Status read_some(Source *source, char *to, size_t room, size_t *got, bool *at_end, Err *err) {
    const ssize_t count = pread(source->fd, to, room, source->offset);
    *got = 0;
    if (count < 0) return errno == EINTR ? OK : say_errno(err, ERR_IO, "reading failed");
    *at_end = count == 0;
    if (count == 0) finish_hash(source);
    hash_bytes(source, to, (size_t)count, source->offset);
    const off_t text = source->end - source->offset;
    if (text > 0) *got = (off_t)count < text ? (size_t)count : (size_t)text;
    source->offset += count;
    return OK;
}

/* Reads until `room` bytes of text are there or the file ends. */
static Status read_raw(Source *source, char *to, size_t room, size_t *got, Err *err) {
    bool at_end = false;
    *got = 0;
    while (*got < room && !at_end) {
        size_t more;
        const Status status = read_some(source, to + *got, room - *got, &more, &at_end, err);
        if (status != OK) return status;
        *got += more;
    }
    return OK;
}

/* Puts one byte in place of what cannot be decoded: `count` raw bytes. */
static void give_up_on(Source *source, size_t count) {
    Piece *raw = &source->raw, *decoded = &source->decoded;
    const size_t left = raw->end - raw->begin;
    decoded->bytes[decoded->end++] = SOURCE_BAD_BYTE;
    raw->begin += count < left ? count : left;
}

/* Decodes what `raw` holds into `decoded`, which is empty; stops where it is full or `raw` has no whole
 * character left. */
static void decode_piece(Source *source, bool at_end) {
    Piece *raw = &source->raw, *decoded = &source->decoded;
    decoded->begin = decoded->end = 0;
    while (raw->begin < raw->end && decoded->end + 8 < PIECE) {
        char *in = raw->bytes + raw->begin, *out = decoded->bytes + decoded->end;
        size_t in_left = raw->end - raw->begin, out_left = PIECE - 8 - decoded->end;
        const size_t done = iconv(source->decoder, &in, &in_left, &out, &out_left);
        raw->begin = (size_t)(in - raw->bytes);
        decoded->end = (size_t)(out - decoded->bytes);
        if (done != (size_t)-1) continue;
        if (errno == EILSEQ) give_up_on(source, source->unit);
        else if (errno == EINVAL && at_end) give_up_on(source, PIECE);
        else break;
    }
}

static Status refill_decoded(Source *source, Err *err) {
    Piece *raw = &source->raw;
    memmove(raw->bytes, raw->bytes + raw->begin, raw->end - raw->begin);
    raw->end -= raw->begin;
    raw->begin = 0;
    size_t got = 0;
    const size_t room = PIECE - raw->end;
    const Status status = read_raw(source, raw->bytes + raw->end, room, &got, err);
    if (status != OK) return status;
    raw->end += got;
    decode_piece(source, got < room);
    return OK;
}

static Status read_decoded(Source *source, char *to, size_t room, size_t *got, Err *err) {
    Piece *decoded = &source->decoded;
    *got = 0;
    while (*got < room) {
        if (decoded->begin == decoded->end) {
            const Status status = refill_decoded(source, err);
            if (status != OK) return status;
            if (decoded->end == 0) break;
        }
        const size_t left = decoded->end - decoded->begin, count = left < room - *got ? left : room - *got;
        memcpy(to + *got, decoded->bytes + decoded->begin, count);
        decoded->begin += count;
        *got += count;
    }
    return OK;
}

/* 8 for any spelling of UTF-8, 16 for UTF-16 with or without its byte order, else 0. */
static int utf_family(const char *name) {
    const Str text = str_from(name);
    if (str_equal_nocase(text, STR("utf-8")) || str_equal_nocase(text, STR("utf8"))) return 8;
    return str_matches(text, STR("utf*16*")) ? 16 : 0;
}

static Status open_decoder(Source *source, const char *encoding, Err *err) {
    source->decoder = iconv_open("UTF-8", encoding);
    if (source->decoder == NO_DECODER)
        return err_set(err, ERR_USAGE,
                       "unknown encoding '%s' (known are utf-8, utf-16le, cp1252, cp1250 ...)", encoding);
    source->unit = utf_family(encoding) == 16 ? 2 : 1;
    return OK;
}

/* The first character above 127 was met at `offset`: it decides for the whole file. */
static Status decide(Source *source, off_t offset, Err *err) {
    char probe[4];
    const ssize_t count = pread(source->fd, probe, sizeof probe, offset);
    if (count <= 0) return say_errno(err, ERR_IO, "reading failed");
    source->offset = offset;
    source->mode = PLAIN;
    if (text_utf8_char((Str){probe, (size_t)count})) return OK;
    source->mode = DECODED;
    source->facts.encoding = "Windows-1252";
    source->facts.assumed = true;
    source->raw.begin = source->raw.end = source->decoded.begin = source->decoded.end = 0;
    return source->decoder == NO_DECODER ? open_decoder(source, "CP1252", err) : OK;
}

static Status read_undecided(Source *source, char *to, size_t room, size_t *got, Err *err) {
    const off_t offset = source->offset;
    const Status status = read_raw(source, to, room, got, err);
    if (status != OK) return status;
    const size_t ascii = text_ascii((Str){to, *got});
    if (ascii == *got) return OK;
    *got = ascii;
    return decide(source, offset + (off_t)ascii, err);
}

Status source_read(Source *source, char *to, size_t room, size_t *got, Err *err) {
    *got = 0;
    if (source->mode == UNDECIDED) {
        const Status status = read_undecided(source, to, room, got, err);
        if (status != OK || source->mode == UNDECIDED) return status;
    }
    size_t more = 0;
    const Status status = source->mode == PLAIN ? read_raw(source, to + *got, room - *got, &more, err)
                                                : read_decoded(source, to + *got, room - *got, &more, err);
    *got += more;
    return status;
}

void source_rewind(Source *source) {
    source->offset = source->start;
    source->mode = source->first_mode;
    source->raw.begin = source->raw.end = source->decoded.begin = source->decoded.end = 0;
    if (source->decoder != NO_DECODER) iconv(source->decoder, NULL, NULL, NULL, NULL);
}

/* Copies all that comes out of `pipe` into a file without a name, and stores its descriptor in `out`. */
static Status spool(int pipe, int *out, Err *err) {
    FILE *file = tmpfile();
    const int copy = file ? dup(fileno(file)) : -1;
    if (file) fclose(file);
    if (copy < 0) return say_errno(err, ERR_IO, "no temporary file can be made");
    char bytes[PIECE];
    for (;;) {
        const ssize_t count = read(pipe, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) {
            *out = copy;
            return OK;
        }
        for (ssize_t done = 0, wrote; done < count; done += wrote) {
            wrote = write(copy, bytes + done, (size_t)(count - done));
            if (wrote > 0) continue;
            close(copy);
            return say_errno(err, ERR_IO, "copying to a temporary file failed");
        }
        if (count > 0) continue;
        close(copy);
        return say_errno(err, ERR_IO, "reading failed");
    }
}

Status source_open_bytes(const char *path, int *out, Err *err) {
    const bool standard_input = strcmp(path, "-") == 0;
    const int fd = standard_input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return say_errno(err, ERR_NO_INPUT, "cannot be opened");
    struct stat info;
    Status status = OK;
    *out = fd;
    if (fstat(fd, &info) != 0) status = say_errno(err, ERR_NO_INPUT, "cannot be examined");
    else if (S_ISDIR(info.st_mode)) status = err_set(err, ERR_NO_INPUT, "is a folder, not a file");
    else if (S_ISREG(info.st_mode)) return OK;
    else if (S_ISBLK(info.st_mode) || (S_ISCHR(info.st_mode) && !standard_input))
        status = err_set(err, ERR_NO_INPUT, "is a device, not a file");
    else status = spool(fd, out, err);
    close(fd);
    return status;
}

/* Decides from the first bytes how the rest is to be read. */
static Status prepare(Source *source, Str probe, const char *asked, Err *err) {
    size_t mark;
    const char *found = text_form_encoding(probe, &mark);
    const bool agrees = !asked || (found && utf_family(asked) == utf_family(found));
    const char *encoding = agrees ? found : asked;
    source->start = agrees ? (off_t)mark : 0;
    source->facts.marked = source->start > 0;
    source->facts.encoding = encoding && utf_family(encoding) != 8 ? encoding : "UTF-8";
    source->first_mode = !encoding ? UNDECIDED : utf_family(encoding) == 8 ? PLAIN : DECODED;
    return source->first_mode == DECODED ? open_decoder(source, encoding, err) : OK;
}

/* Moves the end of the text before any ^Z at the end of the file. */
static void find_end(Source *source) {
    struct stat info;
    if (fstat(source->fd, &info) != 0) return;
    const bool little = str_equal(str_from(source->facts.encoding), STR("UTF-16LE"));
    off_t end = info.st_size;
    for (char last[2]; end - source->start >= (off_t)source->unit; end -= (off_t)source->unit) {
        if (pread(source->fd, last, source->unit, end - (off_t)source->unit) != (ssize_t)source->unit) return;
        const char byte = last[source->unit == 2 && !little], other = last[source->unit == 2 && little];
        if (byte != CTRL_Z || (source->unit == 2 && other != 0)) break;
    }
    if (end < info.st_size) source->end = end;
}

Status source_open(int fd, const char *encoding, Arena *arena, Source **out, Err *err) {
    Source *source = ARENA_NEW(arena, Source);
    source->fd = fd;
    source->decoder = NO_DECODER;
    source->unit = 1;
    source->end = INT64_MAX;
    Status status = OK;
    char *probe = source->raw.bytes;
    size_t got = 0;
    source->digest = EVP_MD_CTX_new();
    if (!source->digest || EVP_DigestInit_ex(source->digest, EVP_sha256(), NULL) != 1)
        status = err_set(err, ERR_BUG, "SHA-256 is not available");
    if (status == OK) status = read_raw(source, probe, PIECE, &got, err);
    if (status == OK && got == 0) status = err_set(err, ERR_DATA, "is empty");
    if (status == OK) status = text_form_refuse((Str){probe, got}, encoding != NULL, err);
    if (status == OK) status = prepare(source, (Str){probe, got}, encoding, err);
    if (status != OK) {
        source_close(source);
        return status;
    }
    find_end(source);
    source_rewind(source);
    *out = source;
    return OK;
}

const SourceFacts *source_facts(const Source *source) { return &source->facts; }

void source_close(Source *source) {
    if (!source) return;
    if (source->decoder != NO_DECODER) iconv_close(source->decoder);
    EVP_MD_CTX_free(source->digest);
    close(source->fd);
}
