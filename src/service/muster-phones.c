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
                            guint *n,
                            MusterProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = load_proposed (office, actor, cancellable, error);

  *n = 0;
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
      (*n)++;
    }

  return TRUE;
}
