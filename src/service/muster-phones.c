/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-phones.h"

#include "muster-phone-listings.h"
#include "muster-place-commands.h"

/* Returns: (transfer full): the proposed devices, sole or not */
static GPtrArray *
load_proposed (MusterOffice *office,
               MusterActor *actor,
               GCancellable *cancellable,
               GError **error)
{
  static const char *const proposed[] = { "proposed", NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;

  filter->states = g_strdupv ((char **) proposed);
  finding = muster_office_list (office, actor, &muster_phones_listing, filter,
                                cancellable, error);

  return finding != NULL ? muster_office_load (office, finding, 0, finding->keys->len,
                                               cancellable, error)
                         : NULL;
}

gboolean
muster_phones_confirm_sole (MusterOffice *office,
                            MusterActor *actor,
                            GPtrArray *confirmed,
                            MusterProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = load_proposed (office, actor, cancellable, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPhoneRow *phone = g_ptr_array_index (rows, i);
      g_autoptr (GVariant) bound = NULL;

      if (progress != NULL)
        progress (i, rows->len, progress_data);
      if (phone == NULL || !phone->sole)
        continue;

      bound = muster_office_submit (
        office, actor, &muster_bind_device,
        g_variant_new ("(xss)", phone->person_id, phone->device, ""), cancellable, error);
      if (bound == NULL)
        return FALSE;
      g_ptr_array_add (confirmed, g_variant_ref_sink (g_variant_new (
                                    "(xs)", phone->person_id, phone->device)));
    }

  return TRUE;
}

gboolean
muster_phones_take_back (MusterOffice *office,
                         MusterActor *actor,
                         GPtrArray *confirmed,
                         MusterProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GError **error)
{
  guint all = confirmed->len;

  while (confirmed->len > 0)
    {
      g_autoptr (GVariant) undone = NULL;

      if (progress != NULL)
        progress (all - confirmed->len, all, progress_data);
      undone = muster_office_submit (office, actor, &muster_undo_device,
                                     g_ptr_array_index (confirmed, confirmed->len - 1),
                                     cancellable, error);
      if (undone == NULL)
        return FALSE;
      g_ptr_array_remove_index (confirmed, confirmed->len - 1);
    }

  return TRUE;
}
