/* file - one file from its header to its summary. */
#ifndef INGEST_FILE_H
#define INGEST_FILE_H

#include "import.h"

/* Reads, judges and writes all rows of import->file into import->summary. false: the import cannot go on. */
bool file_import(struct import *import, struct error *error);

#endif
