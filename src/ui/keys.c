#include "keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	SEQUENCE_MS = 1000,                             /* a sequence that stops for so long is given up */
	PASTE_MS = 5000
};

struct output { struct key *keys; int count; };

static void emit(struct key_reader *reader, struct output *out, const char *name)
{
	if (!reader->pasting && name)
		snprintf(out->keys[out->count++].name, sizeof out->keys[0].name, "%.15s", name);
}

static void emit_control(struct key_reader *reader, struct output *out, unsigned char byte)
{
	char name[4] = {'^', (char)(byte >= 1 && byte <= 26 ? byte + 0x60 : byte + 0x40), '\0'};
	switch (byte) {
	case '\r': case '\n': emit(reader, out, "enter"); break;
	case '\t': emit(reader, out, "tab"); break;
	case 0x08: case 0x7F: emit(reader, out, "bspace"); break;
	case 0x00: emit(reader, out, "^space"); break;
	default: emit(reader, out, name);
	}
}

static const char *letter_key(char final)               /* CSI and SS3 share these */
{
	switch (final) {
	case 'A': return "up";
	case 'B': return "down";
	case 'C': return "right";
	case 'D': return "left";
	case 'H': return "home";
	case 'F': return "end";
	default: return NULL;
	}
}

static const char *number_key(int number)               /* CSI number ~ */
{
	static const char *const names[25] = {[1] = "home", [2] = "insert", [3] = "delete", [4] = "end", [5] = "pgup", [6] = "pgdn",
		[7] = "home", [8] = "end", [11] = "f1", [12] = "f2", [13] = "f3", [14] = "f4", [15] = "f5", [17] = "f6", [18] = "f7",
		[19] = "f8", [20] = "f9", [21] = "f10", [23] = "f11", [24] = "f12"};
	return number >= 0 && number < 25 ? names[number] : NULL;
}

static void end_csi(struct key_reader *reader, struct output *out, char final)
{
	int number = atoi(reader->parameters);
	reader->state = KEY_GROUND;
	if (final == '~' && number == 200)
		reader->pasting = true;
	else if (final == '~' && number == 201)
		reader->pasting = false;
	else if (final == '~')
		emit(reader, out, number_key(number));
	else if (final == 'Z')
		emit(reader, out, "btab");
	else if (final == 'M' && reader->count == 0)
		reader->state = KEY_MOUSE, reader->skip = 3;
	else if (final == '[' && reader->count == 0)
		reader->state = KEY_LINUX;
	else if (reader->parameters[0] != '<' && reader->parameters[0] != '?' && reader->parameters[0] != '>')
		emit(reader, out, letter_key(final));
}

static void end_ss3(struct key_reader *reader, struct output *out, char final)
{
	static const char *const function[] = {"f1", "f2", "f3", "f4"};
	reader->state = KEY_GROUND;
	if (final >= 'P' && final <= 'S')
		emit(reader, out, function[final - 'P']);
	else if (final == 'M')
		emit(reader, out, "enter");
	else
		emit(reader, out, letter_key(final));
}

/* A whole letter, or a byte that cannot continue one: then the bytes so far are dropped. */
static bool feed_utf8(struct key_reader *reader, struct output *out, unsigned char byte)
{
	int wanted = (unsigned char)reader->parameters[0] >= 0xF0 ? 4 : (unsigned char)reader->parameters[0] >= 0xE0 ? 3 : 2;
	if ((byte & 0xC0) != 0x80) {
		reader->state = KEY_GROUND;
		return false;
	}
	reader->parameters[reader->count++] = (char)byte;
	if (reader->count < wanted)
		return true;
	utf8proc_int32_t point;
	reader->parameters[reader->count] = '\0';
	reader->state = KEY_GROUND;
	if (utf8proc_iterate((utf8proc_uint8_t *)reader->parameters, wanted, &point) == wanted && utf8proc_charwidth(point) > 0)
		emit(reader, out, reader->parameters);
	return true;
}

static void feed_ground(struct key_reader *reader, struct output *out, unsigned char byte)
{
	char name[2] = {(char)byte, '\0'};
	reader->count = 0;
	memset(reader->parameters, 0, sizeof reader->parameters);
	if (byte == 0x1B)
		reader->state = KEY_ESCAPE;
	else if (byte < 0x20 || byte == 0x7F)
		emit_control(reader, out, byte);
	else if (byte == ' ')
		emit(reader, out, "space");
	else if (byte < 0x7F)
		emit(reader, out, name);
	else if (byte >= 0xC2 && byte <= 0xF4)
		reader->state = KEY_UTF8, reader->parameters[reader->count++] = (char)byte;
}

static void feed_escape(struct key_reader *reader, struct output *out, unsigned char byte)
{
	if (byte == '[' || byte == 'O') {
		reader->state = byte == '[' ? KEY_CSI : KEY_SS3;
	} else if (byte && strchr("]P_^X", byte)) {
		reader->state = KEY_STRING;
	} else {                                        /* Esc and then another key, faster than we looked */
		emit(reader, out, "esc");
		reader->state = KEY_GROUND;
		feed_ground(reader, out, byte);
	}
}

static void feed_sequence(struct key_reader *reader, struct output *out, unsigned char byte)
{
	if (byte < 0x20 || byte >= 0x7F) {              /* broken off */
		reader->state = KEY_GROUND;
		feed_ground(reader, out, byte);
	} else if (byte < 0x40) {
		if (reader->count < (int)sizeof reader->parameters - 1)
			reader->parameters[reader->count++] = (char)byte;
	} else if (reader->state == KEY_CSI) {
		end_csi(reader, out, (char)byte);
	} else {
		end_ss3(reader, out, (char)byte);
	}
}

static void feed_byte(struct key_reader *reader, struct output *out, unsigned char byte)
{
	switch (reader->state) {
	case KEY_GROUND: feed_ground(reader, out, byte); break;
	case KEY_ESCAPE: feed_escape(reader, out, byte); break;
	case KEY_CSI: case KEY_SS3: feed_sequence(reader, out, byte); break;
	case KEY_STRING:
		reader->state = byte == 0x07 ? KEY_GROUND : byte == 0x1B ? KEY_STRING_ESCAPE : KEY_STRING;
		break;
	case KEY_STRING_ESCAPE:
		reader->state = byte == '\\' ? KEY_GROUND : KEY_ESCAPE;
		if (reader->state == KEY_ESCAPE)
			feed_escape(reader, out, byte);
		break;
	case KEY_LINUX:                                 /* Esc [ [ A: F1 of the console */
		reader->state = KEY_GROUND;
		break;
	case KEY_MOUSE:
		if (--reader->skip == 0)
			reader->state = KEY_GROUND;
		break;
	case KEY_UTF8:
		if (!feed_utf8(reader, out, byte))
			feed_ground(reader, out, byte);
		break;
	}
}

/* On a slow link Esc was taken for the key, and then the rest of an arrow arrives in one piece: nobody types "[A" so. */
static bool is_late_tail(const char *bytes, int length)
{
	int at = 1;
	if (length < 2 || (bytes[0] != '[' && bytes[0] != 'O'))
		return false;
	while (at < length && ((bytes[at] >= '0' && bytes[at] <= '9') || bytes[at] == ';'))
		at++;
	return at < length && (letter_key(bytes[at]) || bytes[at] == '~' || (bytes[0] == 'O' && bytes[at] >= 'P' && bytes[at] <= 'S'));
}

int keys_feed(struct key_reader *reader, const char *bytes, int length, int64_t now_ms, struct key *keys)
{
	struct output out = {.keys = keys};
	int64_t quiet = now_ms - reader->last_ms;
	if (reader->state != KEY_GROUND && reader->state != KEY_ESCAPE && quiet > SEQUENCE_MS)
		reader->state = KEY_GROUND;
	if (reader->pasting && quiet > PASTE_MS)
		reader->pasting = false;
	if (reader->state == KEY_GROUND && reader->escape_ms && now_ms - reader->escape_ms < SEQUENCE_MS && is_late_tail(bytes, length))
		reader->state = KEY_ESCAPE;
	reader->last_ms = now_ms, reader->escape_ms = 0;
	for (int i = 0; i < length; i++)
		feed_byte(reader, &out, (unsigned char)bytes[i]);
	return out.count;
}

int keys_settle(struct key_reader *reader, int64_t now_ms, struct key *keys)
{
	struct output out = {.keys = keys};
	if (reader->state != KEY_ESCAPE)
		return 0;
	reader->state = KEY_GROUND;
	reader->escape_ms = now_ms ? now_ms : 1;
	emit(reader, &out, "esc");
	return out.count;
}
