/* sniff - what a file really is, from its first bytes; and which character separates its cells. */
#ifndef INGEST_SNIFF_H
#define INGEST_SNIFF_H

#include <stddef.h>

/* What to tell the user when this is no CSV ("a zip archive or an .xlsx workbook: …"), or NULL. */
const char *sniff_foreign(const unsigned char *bytes, size_t length);
/* Bytes to pass over (byte-order mark, `sep=;` line); *separator receives the character. */
size_t sniff_start(const unsigned char *bytes, size_t length, char *separator);

#endif
