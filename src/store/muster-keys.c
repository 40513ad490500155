/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-keys.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include "muster-error.h"
#include "muster-json-text.h"
#include "muster-recovery.h"
#include "muster-uid.h"

/* docs/file-format.md describes what is written here */
#define FILE_NAME "muster.keys"
#define FORMAT "muster-keys"
#define VERSION 1
#define KEY_BYTES 32
#define HASH_BYTES 16
#define CHECK_BYTES 32
#define SALT_BYTES crypto_pwhash_SALTBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_BYTES (KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)

/* A forged slot must not tie up the machine */
#define OPS_MAX 64
#define MEMORY_MAX ((gsize) 4 << 30)

typedef struct
{
  char *id;
  gboolean recovery;
  guint8 name[HASH_BYTES]; /* of the user's name, which stands nowhere in plain text */
  MusterKeyCost cost;
  guint8 salt[SALT_BYTES];
  guint8 nonce[NONCE_BYTES];
  guint8 wrapped[WRAPPED_BYTES];
} Slot;

typedef struct
{
  guint8 salt[SALT_BYTES];
  guint8 fingerprint[HASH_BYTES]; /* of the database key */
  MusterAuditMark mark;
  GPtrArray *slots;
} Ring;

const MusterKeyCost muster_key_cost_default = { 3, 256 << 20 };

static void
slot_free (Slot *slot)
{
  g_free (slot->id);
  g_free (slot);
}

static Ring *
ring_new (void)
{
  Ring *ring = g_new0 (Ring, 1);

  ring->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) slot_free);

  return ring;
}

static void
ring_free (Ring *ring)
{
  g_ptr_array_unref (ring->slots);
  g_free (ring);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ring, ring_free)

static gboolean
error_damaged (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_STORAGE,
                           _ ("muster.keys is damaged. Restore it from a backup."));
}

static gboolean
error_locked (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_LOCKED,
                           _ ("The user or the password is wrong."));
}

static void
json_set_bytes (JsonObject *object, const char *name, const guint8 *bytes, gsize n)
{
  g_autofree char *hex = g_malloc (2 * n + 1);

  sodium_bin2hex (hex, 2 * n + 1, bytes, n);
  json_object_set_string_member (object, name, hex);
}

/* Only what json_set_bytes() writes, so that there is one text for one value */
static gboolean
json_get_bytes (JsonObject *object, const char *name, guint8 *bytes, gsize n)
{
  const char *hex = json_object_get_string_member_with_default (object, name, "");
  gsize length = 0;

  return strlen (hex) == 2 * n && strspn (hex, "0123456789abcdef") == 2 * n &&
         sodium_hex2bin (bytes, n, hex, 2 * n, NULL, &length, NULL) == 0 && length == n;
}

static JsonObject *
slot_to_json (const Slot *slot)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", slot->id);
  json_object_set_string_member (object, "kind", slot->recovery ? "recovery" : "user");
  if (!slot->recovery)
    {
      json_set_bytes (object, "name", slot->name, sizeof slot->name);
      json_object_set_string_member (object, "kdf", "argon2id");
      json_object_set_int_member (object, "ops", (gint64) slot->cost.ops);
      json_object_set_int_member (object, "memory", (gint64) slot->cost.memory);
    }
  else
    json_object_set_string_member (object, "kdf", "blake2b");
  json_set_bytes (object, "salt", slot->salt, sizeof slot->salt);
  json_set_bytes (object, "nonce", slot->nonce, sizeof slot->nonce);
  json_set_bytes (object, "key", slot->wrapped, sizeof slot->wrapped);

  return object;
}

static Slot *
slot_from_json (JsonObject *object)
{
  Slot *slot = g_new0 (Slot, 1);
  const char *kind = json_object_get_string_member_with_default (object, "kind", "");
  const char *kdf = json_object_get_string_member_with_default (object, "kdf", "");
  gint64 ops = json_object_get_int_member_with_default (object, "ops", 0);
  gint64 memory = json_object_get_int_member_with_default (object, "memory", 0);
  gboolean good;

  slot->id = g_strdup (json_object_get_string_member_with_default (object, "id", ""));
  slot->recovery = g_str_equal (kind, "recovery");
  slot->cost.ops = (guint64) ops;
  slot->cost.memory = (gsize) memory;

  good = muster_uid_is_valid (slot->id) &&
         json_get_bytes (object, "salt", slot->salt, sizeof slot->salt) &&
         json_get_bytes (object, "nonce", slot->nonce, sizeof slot->nonce) &&
         json_get_bytes (object, "key", slot->wrapped, sizeof slot->wrapped);
  if (slot->recovery)
    good = good && g_str_equal (kdf, "blake2b");
  else
    good = good && g_str_equal (kind, "user") && g_str_equal (kdf, "argon2id") &&
           json_get_bytes (object, "name", slot->name, sizeof slot->name) &&
           ops >= (gint64) crypto_pwhash_OPSLIMIT_MIN && ops <= OPS_MAX &&
           memory >= (gint64) crypto_pwhash_MEMLIMIT_MIN && memory <= (gint64) MEMORY_MAX;

  if (!good)
    g_clear_pointer (&slot, slot_free);

  return slot;
}

static JsonObject *
mark_to_json (const MusterAuditMark *mark)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", mark->seq);
  json_set_bytes (object, "hash", mark->hash, sizeof mark->hash);

  return object;
}

static gboolean
mark_from_json (JsonNode *node, MusterAuditMark *mark)
{
  JsonObject *object;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  object = json_node_get_object (node);
  mark->seq = json_object_get_int_member_with_default (object, "seq", 0);

  return mark->seq > 0 && json_get_bytes (object, "hash", mark->hash, sizeof mark->hash);
}

static JsonNode *
ring_to_json (const Ring *ring)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *slots = json_array_new ();

  for (guint i = 0; i < ring->slots->len; i++)
    json_array_add_object_element (slots,
                                   slot_to_json (g_ptr_array_index (ring->slots, i)));

  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_set_bytes (object, "salt", ring->salt, sizeof ring->salt);
  json_set_bytes (object, "fingerprint", ring->fingerprint, sizeof ring->fingerprint);
  if (ring->mark.seq > 0)
    json_object_set_object_member (object, "audit", mark_to_json (&ring->mark));
  json_object_set_array_member (object, "slots", slots);
  json_node_take_object (node, object);

  return node;
}

/* Tells damage from a wrong password, which a seal that does not open cannot */
static void
ring_get_check (const Ring *ring, guint8 check[CHECK_BYTES])
{
  g_autoptr (JsonNode) node = ring_to_json (ring);
  g_autofree char *text = json_to_string (node, FALSE);

  crypto_generichash (check, CHECK_BYTES, (const guint8 *) text, strlen (text), NULL, 0);
}

static Ring *
ring_from_json (JsonNode *node, GError **error)
{
  g_autoptr (Ring) ring = ring_new ();
  guint8 check[CHECK_BYTES];
  guint8 wanted[CHECK_BYTES];
  JsonObject *object;
  JsonNode *slots;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return error_damaged (error), NULL;

  object = json_node_get_object (node);
  if (g_str_equal (json_object_get_string_member_with_default (object, "format", ""),
                   FORMAT) &&
      json_object_get_int_member_with_default (object, "version", 0) > VERSION)
    {
      muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("muster.keys is from a newer Muster. Install that version to open it."));
      return NULL;
    }

  slots = json_object_get_member (object, "slots");
  if (slots == NULL || !JSON_NODE_HOLDS_ARRAY (slots) ||
      !json_get_bytes (object, "salt", ring->salt, sizeof ring->salt) ||
      !json_get_bytes (object, "fingerprint", ring->fingerprint,
                       sizeof ring->fingerprint) ||
      !mark_from_json (json_object_get_member (object, "audit"), &ring->mark) ||
      !json_get_bytes (object, "check", wanted, sizeof wanted))
    return error_damaged (error), NULL;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (slots)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (slots), i);
      Slot *slot = JSON_NODE_HOLDS_OBJECT (element)
                     ? slot_from_json (json_node_get_object (element))
                     : NULL;

      if (slot == NULL)
        return error_damaged (error), NULL;
      g_ptr_array_add (ring->slots, slot);
    }

  /* Covers format and version too, which are written as they must be */
  ring_get_check (ring, check);
  if (sodium_memcmp (check, wanted, sizeof check) != 0)
    return error_damaged (error), NULL;

  return g_steal_pointer (&ring);
}

static Ring *
ring_load (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
          g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        muster_error_set (error, MUSTER_ERROR_MISSING,
                          _ ("There is no company in this folder."));
      else
        muster_error_set (error, MUSTER_ERROR_STORAGE,
                          _ ("muster.keys cannot be read: %s."), local->message);
      return NULL;
    }

  if (!muster_json_text_check (text, length, NULL) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return error_damaged (error), NULL;

  return ring_from_json (json_parser_get_root (parser), error);
}

/* All or nothing, and on the disk when it returns: the file beside, then its new name */
static gboolean
ring_save (const Ring *ring, const char *folder, int folder_fd, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (JsonNode) node = ring_to_json (ring);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  guint8 check[CHECK_BYTES];

  ring_get_check (ring, check);
  json_set_bytes (json_node_get_object (node), "check", check, sizeof check);
  text = json_to_string (node, TRUE);

  if (g_file_set_contents_full (
        path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
        0600, &local) &&
      fsync (folder_fd) == 0)
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_STORAGE,
                           _ ("muster.keys cannot be written: %s."),
                           local != NULL ? local->message : g_strerror (errno));
}

/* One change of the file at a time, whichever process makes it. Returns -1 on error. */
static int
folder_lock (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;

  muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such folder: %s."),
                    folder);
  g_clear_fd (&fd, NULL);

  return -1;
}

static GBytes *
secret_new (guint8 **data, gsize size)
{
  *data = sodium_malloc (size);
  if (*data == NULL)
    g_error ("No memory that can be locked");

  return g_bytes_new_with_free_func (*data, size, sodium_free, *data);
}

/* Composed, so that a password is the same whichever keyboard wrote it */
static char *
password_normalize (const char *password)
{
  char *composed = g_utf8_normalize (password, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return composed != NULL ? composed : g_strdup (password);
}

static void
name_hash (const Ring *ring, const char *user, guint8 hash[HASH_BYTES])
{
  g_autofree char *composed = g_utf8_normalize (user, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (composed != NULL ? composed : user, -1);

  g_strstrip (folded);
  crypto_generichash (hash, HASH_BYTES, (const guint8 *) folded, strlen (folded),
                      ring->salt, sizeof ring->salt);
}

static void
key_fingerprint (const Ring *ring, GBytes *key, guint8 hash[HASH_BYTES])
{
  crypto_generichash (hash, HASH_BYTES, g_bytes_get_data (key, NULL), KEY_BYTES,
                      ring->salt, sizeof ring->salt);
}

/* What wraps the key of a slot: from the password, or from the recovery key's bits, which
 * need no stretching. */
static GBytes *
slot_derive (const Slot *slot,
             const char *password,
             const guint8 *recovery,
             GError **error)
{
  guint8 *data;
  g_autoptr (GBytes) wrapping = secret_new (&data, KEY_BYTES);
  char *normal;
  int result;

  if (slot->recovery)
    {
      crypto_generichash (data, KEY_BYTES, recovery, MUSTER_RECOVERY_BYTES, slot->salt,
                          sizeof slot->salt);
      return g_steal_pointer (&wrapping);
    }

  normal = password_normalize (password);
  result = crypto_pwhash (data, KEY_BYTES, normal, strlen (normal), slot->salt,
                          slot->cost.ops, slot->cost.memory,
                          crypto_pwhash_ALG_ARGON2ID13);
  muster_keys_wipe (normal);

  if (result != 0)
    {
      muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("There is not enough memory to check the password. Close other "
           "programs."));
      return NULL;
    }

  return g_steal_pointer (&wrapping);
}

/* Binds what is wrapped to its slot, so that slots cannot be exchanged */
static char *
slot_get_label (const Slot *slot)
{
  return g_strdup_printf ("%s %d %s %s", FORMAT, VERSION,
                          slot->recovery ? "recovery" : "user", slot->id);
}

static void
slot_wrap (Slot *slot, GBytes *key, GBytes *wrapping)
{
  g_autofree char *label = slot_get_label (slot);

  randombytes_buf (slot->nonce, sizeof slot->nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
    slot->wrapped, NULL, g_bytes_get_data (key, NULL), KEY_BYTES, (const guint8 *) label,
    strlen (label), NULL, slot->nonce, g_bytes_get_data (wrapping, NULL));
}

static GBytes *
slot_unwrap (const Slot *slot, GBytes *wrapping)
{
  g_autofree char *label = slot_get_label (slot);
  guint8 *data;
  g_autoptr (GBytes) key = secret_new (&data, KEY_BYTES);

  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
        data, NULL, NULL, slot->wrapped, WRAPPED_BYTES, (const guint8 *) label,
        strlen (label), slot->nonce, g_bytes_get_data (wrapping, NULL)) != 0)
    return NULL;

  return g_steal_pointer (&key);
}

static GBytes *
ring_open_slot (const Ring *ring, const Slot *slot, GBytes *wrapping, GError **error)
{
  g_autoptr (GBytes) key = slot_unwrap (slot, wrapping);
  guint8 fingerprint[HASH_BYTES];

  if (key == NULL)
    return NULL;

  key_fingerprint (ring, key, fingerprint);
  if (sodium_memcmp (fingerprint, ring->fingerprint, sizeof fingerprint) != 0)
    return error_damaged (error), NULL;

  return g_steal_pointer (&key);
}

static Slot *
ring_find_user (const Ring *ring, const char *user)
{
  guint8 hash[HASH_BYTES];

  name_hash (ring, user, hash);
  for (guint i = 0; i < ring->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (ring->slots, i);

      if (!slot->recovery && sodium_memcmp (slot->name, hash, sizeof hash) == 0)
        return slot;
    }

  return NULL;
}

static Slot *
ring_find_id (const Ring *ring, const char *id, GError **error)
{
  for (guint i = 0; i < ring->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (ring->slots, i);

      if (!slot->recovery && g_strcmp0 (slot->id, id) == 0)
        return slot;
    }

  muster_error_set (error, MUSTER_ERROR_MISSING, _ ("This user has no password."));

  return NULL;
}

static Slot *
ring_find_recovery (const Ring *ring)
{
  for (guint i = 0; i < ring->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (ring->slots, i);

      if (slot->recovery)
        return slot;
    }

  return NULL;
}

static guint
ring_count_users (const Ring *ring)
{
  return ring->slots->len - (ring_find_recovery (ring) != NULL ? 1 : 0);
}

static gboolean
password_check (const char *password, GError **error)
{
  if (password == NULL || *password == '\0')
    return muster_error_set_field (error, "password", _ ("Enter a password."));

  return TRUE;
}

static gboolean
user_check (const char *user, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (user != NULL ? user : ""));

  if (*bare == '\0')
    return muster_error_set_field (error, "user", _ ("Enter a user name."));

  return TRUE;
}

static gboolean
key_check (const Ring *ring, GBytes *key, GError **error)
{
  guint8 fingerprint[HASH_BYTES];

  key_fingerprint (ring, key, fingerprint);

  return sodium_memcmp (fingerprint, ring->fingerprint, sizeof fingerprint) == 0 ||
         muster_error_set (error, MUSTER_ERROR_INVALID,
                           _ ("This key is not the one that muster.keys keeps."));
}

/* New salt, new nonce: nothing of an earlier password stays in use */
static gboolean
slot_seal (Slot *slot,
           GBytes *key,
           const char *password,
           const MusterKeyCost *cost,
           GError **error)
{
  g_autoptr (GBytes) wrapping = NULL;

  slot->cost = *cost;
  randombytes_buf (slot->salt, sizeof slot->salt);
  if (!(wrapping = slot_derive (slot, password, NULL, error)))
    return FALSE;

  slot_wrap (slot, key, wrapping);

  return TRUE;
}

static Slot *
slot_new (gboolean recovery)
{
  Slot *slot = g_new0 (Slot, 1);

  slot->id = muster_uid_new (g_get_real_time ());
  slot->recovery = recovery;

  return slot;
}

static Slot *
ring_add_user (Ring *ring,
               GBytes *key,
               const char *user,
               const char *password,
               const MusterKeyCost *cost,
               GError **error)
{
  Slot *slot = slot_new (FALSE);

  name_hash (ring, user, slot->name);
  if (!slot_seal (slot, key, password, cost, error))
    {
      slot_free (slot);
      return NULL;
    }

  g_ptr_array_add (ring->slots, slot);

  return slot;
}

static char *
ring_add_recovery (Ring *ring, GBytes *key)
{
  Slot *slot = slot_new (TRUE);
  Slot *old = ring_find_recovery (ring);
  guint8 *bits;
  g_autoptr (GBytes) secret = secret_new (&bits, MUSTER_RECOVERY_BYTES);
  g_autoptr (GBytes) wrapping = NULL;

  randombytes_buf (bits, MUSTER_RECOVERY_BYTES);
  randombytes_buf (slot->salt, sizeof slot->salt);
  wrapping = slot_derive (slot, NULL, bits, NULL);
  slot_wrap (slot, key, wrapping);

  if (old != NULL)
    g_ptr_array_remove (ring->slots, old);
  g_ptr_array_add (ring->slots, slot);

  return muster_recovery_format (bits);
}

static void
sodium_ensure (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not work on this machine");
}

static GBytes *
keys_create (const char *folder,
             int fd,
             const char *user,
             const char *password,
             const MusterKeyCost *cost,
             char **slot_id,
             char **recovery,
             GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (Ring) ring = ring_new ();
  guint8 *data;
  g_autoptr (GBytes) key = secret_new (&data, KEY_BYTES);
  char *text;
  Slot *slot;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      muster_error_set (error, MUSTER_ERROR_CONFLICT,
                        _ ("There is a company in this folder already."));
      return NULL;
    }

  randombytes_buf (data, KEY_BYTES);
  randombytes_buf (ring->salt, sizeof ring->salt);
  key_fingerprint (ring, key, ring->fingerprint);
  if (!(slot = ring_add_user (ring, key, user, password, cost, error)))
    return NULL;

  text = ring_add_recovery (ring, key);
  if (!ring_save (ring, folder, fd, error))
    {
      muster_keys_wipe (text);
      return NULL;
    }

  *slot_id = g_strdup (slot->id);
  *recovery = text;

  return g_steal_pointer (&key);
}

GBytes *
muster_keys_create (const char *folder,
                    const char *user,
                    const char *password,
                    const MusterKeyCost *cost,
                    char **slot,
                    char **recovery,
                    GError **error)
{
  g_autofd int fd = -1;

  g_return_val_if_fail (
    folder != NULL && cost != NULL && slot != NULL && recovery != NULL, NULL);

  sodium_ensure ();
  if (!user_check (user, error) || !password_check (password, error) ||
      (fd = folder_lock (folder, error)) < 0)
    return NULL;

  return keys_create (folder, fd, user, password, cost, slot, recovery, error);
}

GBytes *
muster_keys_open (const char *folder,
                  const char *user,
                  const char *password,
                  char **slot_id,
                  GError **error)
{
  g_autoptr (Ring) ring = NULL;
  g_autoptr (GBytes) wrapping = NULL;
  g_autoptr (GError) local = NULL;
  GBytes *key;
  Slot *slot;
  Slot *any = NULL;

  g_return_val_if_fail (folder != NULL && password != NULL, NULL);

  sodium_ensure ();
  if (!(ring = ring_load (folder, error)))
    return NULL;

  for (guint i = 0; i < ring->slots->len && any == NULL; i++)
    if (!((Slot *) g_ptr_array_index (ring->slots, i))->recovery)
      any = g_ptr_array_index (ring->slots, i);

  if (any == NULL)
    return error_locked (error), NULL;

  if (user == NULL && ring_count_users (ring) > 1)
    {
      muster_error_set_field (error, "user",
                              _ ("Several users have a password here. Say who you are."));
      return NULL;
    }

  /* An unknown user costs as long as a wrong password */
  slot = user != NULL ? ring_find_user (ring, user) : any;
  if (!(wrapping = slot_derive (slot != NULL ? slot : any, password, NULL, error)))
    return NULL;

  key = slot != NULL ? ring_open_slot (ring, slot, wrapping, &local) : NULL;
  if (key == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        error_locked (error);
      return NULL;
    }

  if (slot_id != NULL)
    *slot_id = g_strdup (slot->id);

  return key;
}

GBytes *
muster_keys_open_with_recovery (const char *folder, const char *recovery, GError **error)
{
  g_autoptr (Ring) ring = NULL;
  g_autoptr (GBytes) wrapping = NULL;
  g_autoptr (GError) local = NULL;
  guint8 *bits;
  g_autoptr (GBytes) secret = NULL;
  GBytes *key = NULL;
  Slot *slot;

  g_return_val_if_fail (folder != NULL && recovery != NULL, NULL);

  sodium_ensure ();
  secret = secret_new (&bits, MUSTER_RECOVERY_BYTES);
  if (!(ring = ring_load (folder, error)) ||
      !muster_recovery_parse (recovery, bits, error))
    return NULL;

  if ((slot = ring_find_recovery (ring)) != NULL)
    {
      wrapping = slot_derive (slot, NULL, bits, NULL);
      key = ring_open_slot (ring, slot, wrapping, &local);
    }

  if (key == NULL && local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (key == NULL)
    muster_error_set (
      error, MUSTER_ERROR_LOCKED,
      _ ("This recovery key is written correctly, but it is not the one of this "
         "company."));

  return key;
}

char *
muster_keys_add (const char *folder,
                 GBytes *key,
                 const char *user,
                 const char *password,
                 const MusterKeyCost *cost,
                 GError **error)
{
  g_autofd int fd = -1;
  g_autoptr (Ring) ring = NULL;
  Slot *slot;

  g_return_val_if_fail (folder != NULL && key != NULL && cost != NULL, NULL);

  sodium_ensure ();
  if (!user_check (user, error) || !password_check (password, error) ||
      (fd = folder_lock (folder, error)) < 0 || !(ring = ring_load (folder, error)) ||
      !key_check (ring, key, error))
    return NULL;

  if (ring_find_user (ring, user) != NULL)
    {
      muster_error_set (error, MUSTER_ERROR_CONFLICT,
                        _ ("There is a user of that name already."));
      return NULL;
    }

  if (!(slot = ring_add_user (ring, key, user, password, cost, error)) ||
      !ring_save (ring, folder, fd, error))
    return NULL;

  return g_strdup (slot->id);
}

gboolean
muster_keys_set_password (const char *folder,
                          GBytes *key,
                          const char *slot_id,
                          const char *password,
                          const MusterKeyCost *cost,
                          GError **error)
{
  g_autofd int fd = -1;
  g_autoptr (Ring) ring = NULL;
  Slot *slot;

  g_return_val_if_fail (folder != NULL && key != NULL && slot_id != NULL && cost != NULL,
                        FALSE);

  sodium_ensure ();

  return password_check (password, error) && (fd = folder_lock (folder, error)) >= 0 &&
         (ring = ring_load (folder, error)) != NULL && key_check (ring, key, error) &&
         (slot = ring_find_id (ring, slot_id, error)) != NULL &&
         slot_seal (slot, key, password, cost, error) &&
         ring_save (ring, folder, fd, error);
}

gboolean
muster_keys_remove (const char *folder, const char *slot_id, GError **error)
{
  g_autofd int fd = -1;
  g_autoptr (Ring) ring = NULL;
  Slot *slot;

  g_return_val_if_fail (folder != NULL && slot_id != NULL, FALSE);

  sodium_ensure ();
  if ((fd = folder_lock (folder, error)) < 0 || !(ring = ring_load (folder, error)) ||
      !(slot = ring_find_id (ring, slot_id, error)))
    return FALSE;

  if (ring_count_users (ring) == 1)
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("This is the last user who can sign in. Add another one first."));

  g_ptr_array_remove (ring->slots, slot);

  return ring_save (ring, folder, fd, error);
}

char *
muster_keys_renew_recovery (const char *folder, GBytes *key, GError **error)
{
  g_autofd int fd = -1;
  g_autoptr (Ring) ring = NULL;
  char *text;

  g_return_val_if_fail (folder != NULL && key != NULL, NULL);

  sodium_ensure ();
  if ((fd = folder_lock (folder, error)) < 0 || !(ring = ring_load (folder, error)) ||
      !key_check (ring, key, error))
    return NULL;

  text = ring_add_recovery (ring, key);
  if (!ring_save (ring, folder, fd, error))
    {
      muster_keys_wipe (text);
      return NULL;
    }

  return text;
}

GStrv
muster_keys_list (const char *folder, GError **error)
{
  g_autoptr (Ring) ring = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  g_return_val_if_fail (folder != NULL, NULL);

  sodium_ensure ();
  if (!(ring = ring_load (folder, error)))
    return NULL;

  for (guint i = 0; i < ring->slots->len; i++)
    {
      Slot *slot = g_ptr_array_index (ring->slots, i);

      if (!slot->recovery)
        g_strv_builder_add (ids, slot->id);
    }

  return g_strv_builder_end (ids);
}

gboolean
muster_keys_get_mark (const char *folder, MusterAuditMark *mark, GError **error)
{
  g_autoptr (Ring) ring = NULL;

  g_return_val_if_fail (folder != NULL && mark != NULL, FALSE);

  sodium_ensure ();
  if (!(ring = ring_load (folder, error)))
    return FALSE;

  *mark = ring->mark;

  return TRUE;
}

gboolean
muster_keys_set_mark (const char *folder, const MusterAuditMark *mark, GError **error)
{
  g_autofd int fd = -1;
  g_autoptr (Ring) ring = NULL;

  g_return_val_if_fail (folder != NULL && mark != NULL, FALSE);

  sodium_ensure ();
  if ((fd = folder_lock (folder, error)) < 0 || !(ring = ring_load (folder, error)))
    return FALSE;

  /* Never back: a mark that is ahead of the chain is what it is for. */
  if (mark->seq <= ring->mark.seq)
    return TRUE;

  ring->mark = *mark;

  return ring_save (ring, folder, fd, error);
}

void
muster_keys_wipe (char *secret)
{
  if (secret != NULL)
    sodium_memzero (secret, strlen (secret));

  g_free (secret);
}
