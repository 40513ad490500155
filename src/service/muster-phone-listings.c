/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-phone-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-devices.h"
#include "muster-people.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterPhoneRow, muster_phone_row, G_TYPE_OBJECT)

static void
muster_phone_row_finalize (GObject *object)
{
  MusterPhoneRow *self = MUSTER_PHONE_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->device);
  g_free (self->decided_by);
  g_free (self->reason);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_phone_row_parent_class)->finalize (object);
}

static void
muster_phone_row_class_init (MusterPhoneRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_phone_row_finalize;
}

static void
muster_phone_row_init (MusterPhoneRow *self)
{
}

MUSTER_CELL_TEXT (phone_get_staff_no, MusterPhoneRow, staff_no)
MUSTER_CELL_TEXT (phone_get_person, MusterPhoneRow, person_name)
MUSTER_CELL_TEXT (phone_get_device, MusterPhoneRow, device)
MUSTER_CELL_TEXT (phone_get_state, MusterPhoneRow, state)
MUSTER_CELL_INSTANT (phone_get_first, MusterPhoneRow, first_at, zone)
MUSTER_CELL_INSTANT (phone_get_last, MusterPhoneRow, last_at, zone)
MUSTER_CELL_INTEGER (phone_get_punches, MusterPhoneRow, n_punches)
MUSTER_CELL_INSTANT (phone_get_decided, MusterPhoneRow, decided_at, zone)
MUSTER_CELL_TEXT (phone_get_by, MusterPhoneRow, decided_by)
MUSTER_CELL_TEXT (phone_get_reason, MusterPhoneRow, reason)
MUSTER_CELL_INTEGER (phone_get_sole, MusterPhoneRow, sole)

static const MusterColumn phones_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, phone_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, phone_get_person },
  { "device", N_ ("Device"), MUSTER_COLUMN_TEXT, phone_get_device },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, phone_get_state, "device_state" },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, phone_get_first },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, phone_get_last },
  { "punches", N_ ("Punches"), MUSTER_COLUMN_INTEGER, phone_get_punches },
  { "decided", N_ ("Decided"), MUSTER_COLUMN_INSTANT, phone_get_decided,
    .optional = TRUE },
  { "by", N_ ("By"), MUSTER_COLUMN_TEXT, phone_get_by, .optional = TRUE },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, phone_get_reason, .optional = TRUE },
  { "sole", N_ ("Without doubt"), MUSTER_COLUMN_BOOLEAN, phone_get_sole,
    .optional = TRUE },
  { NULL },
};

/* Counts the devices in use by person and by device, whoever may see them. */
static void
count_uses (GArray *devices, GHashTable *of_person, GHashTable *of_device)
{
  for (guint i = 0; i < devices->len; i++)
    {
      const MusterDeviceRecord *record = &g_array_index (devices, MusterDeviceRecord, i);

      if (record->binding == MUSTER_BINDING_RELEASED)
        continue;
      g_hash_table_insert (
        of_person, (gpointer) &record->person_id,
        GUINT_TO_POINTER (
          GPOINTER_TO_UINT (g_hash_table_lookup (of_person, &record->person_id)) + 1));
      g_hash_table_insert (
        of_device, (gpointer) record->device,
        GUINT_TO_POINTER (
          GPOINTER_TO_UINT (g_hash_table_lookup (of_device, record->device)) + 1));
    }
}

/* Returns: (transfer full): where each id is */
static GHashTable *
places_of (GArray *ids)
{
  GHashTable *places = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (places, &g_array_index (ids, gint64, i), GUINT_TO_POINTER (i));

  return places;
}

static GPtrArray *
phones_read (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  static const char *const states[] = { [MUSTER_BINDING_PROPOSED] = "proposed",
                                        [MUSTER_BINDING_BOUND] = "bound",
                                        [MUSTER_BINDING_RELEASED] = "released" };
  MusterDate today = muster_reading_get_today (reading);
  g_autoptr (MusterFilter) asked = muster_filter_copy (filter);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GArray) devices = NULL;
  g_autoptr (GHashTable) of_person = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) of_device = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *rows;

  /* States are those of the listing. */
  g_clear_pointer (&asked->states, g_strfreev);
  if (!(ids = muster_people_find (reading->db, asked, scope, today, NULL, NULL, error)) ||
      !(people = muster_people_load (reading->db, (const gint64 *) (gpointer) ids->data,
                                     ids->len, today, FALSE, NULL, error)) ||
      !(devices = filter->person_id != 0
                    ? muster_devices_of_person (reading->db, filter->person_id, error)
                    : muster_devices_list (reading->db, error)))
    return NULL;

  places = places_of (ids);

  count_uses (devices, of_person, of_device);
  rows = muster_rows_new ();
  for (guint i = 0; i < devices->len; i++)
    {
      const MusterDeviceRecord *record = &g_array_index (devices, MusterDeviceRecord, i);
      gpointer place;
      const char *state = states[record->binding];
      MusterPerson *person;
      MusterPhoneRow *row;

      if (!g_hash_table_lookup_extended (places, &record->person_id, NULL, &place) ||
          !(person = g_ptr_array_index (people, GPOINTER_TO_UINT (place))))
        continue;

      if (finding != NULL)
        {
          muster_finding_count (finding, state, 1);
          finding->total++;
        }
      if (!muster_filter_has_state (filter, state))
        continue;

      row = g_object_new (MUSTER_TYPE_PHONE_ROW, NULL);
      row->person_id = person->id;
      row->person_name = g_strdup (person->name);
      row->staff_no = g_strdup (person->staff_no);
      row->device = g_strdup (record->device);
      row->state = state;
      row->first_at = record->first_at;
      row->last_at = record->last_at;
      row->n_punches = record->n_punches;
      row->decided_at = record->decided_at;
      row->decided_by = g_strdup (record->decided_by);
      row->reason = g_strdup (record->reason);
      row->sole = record->binding == MUSTER_BINDING_PROPOSED &&
                  g_hash_table_lookup (of_person, &record->person_id) ==
                    GUINT_TO_POINTER (1) &&
                  g_hash_table_lookup (of_device, record->device) == GUINT_TO_POINTER (1);
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
phones_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GPtrArray *rows = phones_read (reading, filter, scope, finding, error);
  guint total = finding->total;

  if (!muster_finding_number_rows (finding, rows))
    return FALSE;

  finding->total = total;

  return TRUE;
}

static GPtrArray *
phones_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  return muster_finding_pick_rows (
    phones_read (reading, finding->filter, scope, NULL, error), keys, n_keys);
}

const MusterListing muster_phones_listing = {
  .name = "phones",
  .states = "proposed bound released",
  .title = N_ ("People's devices"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_phone_row_get_type,
  .columns = phones_columns,
  .topics = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE,
  .find = phones_find,
  .load = phones_load,
};
