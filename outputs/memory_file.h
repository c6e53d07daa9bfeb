/* SPDX-License-Identifier: GPL-3.0-or-later */
/* memory_file.h - a temporary file in memory that does not forget its failures. A stream of the C library loses an
 * error when it is rewound: a library that does not ask at once then copies a short file and says all is well. */
#ifndef OUTPUTS_MEMORY_FILE_H
#define OUTPUTS_MEMORY_FILE_H
#include <stdio.h>

/* Returns an empty stream to write and read, or NULL with errno set. Once a write failed, all reads do. */
FILE *memory_file_open(void);

#endif
