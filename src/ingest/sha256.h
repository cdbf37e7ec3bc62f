/* sha256 - the fingerprint of an imported file (FIPS 180-4). */
#ifndef INGEST_SHA256_H
#define INGEST_SHA256_H

#include <stddef.h>
#include <stdint.h>

struct sha256 {
	uint32_t state[8];
	uint64_t length;                                /* bytes so far */
	unsigned char block[64];
};
void sha256_begin(struct sha256 *sum);
void sha256_add(struct sha256 *sum, const void *bytes, size_t length);
void sha256_end(struct sha256 *sum, char hex[65]);

#endif
