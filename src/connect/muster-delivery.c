/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delivery.h"

static void
file_free (gpointer data)
{
  MusterDeliveryFile *file = data;

  g_free (file->id);
  g_free (file->name);
  g_free (file->media_type);
  g_free (file->sha256);
  g_clear_pointer (&file->data, g_bytes_unref);
  g_free (file);
}

MusterDelivery *
muster_delivery_new (void)
{
  MusterDelivery *delivery = g_new0 (MusterDelivery, 1);

  delivery->date = MUSTER_DATE_NONE;
  delivery->to_date = MUSTER_DATE_NONE;
  delivery->files = g_ptr_array_new_with_free_func (file_free);

  return delivery;
}

void
muster_delivery_free (MusterDelivery *delivery)
{
  if (delivery == NULL)
    return;

  g_free (delivery->id);
  g_free (delivery->person);
  g_free (delivery->kind);
  g_free (delivery->status);
  g_free (delivery->slot);
  g_free (delivery->part);
  g_free (delivery->reason);
  g_free (delivery->place);
  g_ptr_array_unref (delivery->files);
  g_free (delivery);
}

MusterDeliveryFile *
muster_delivery_add_file (MusterDelivery *delivery, char *id)
{
  MusterDeliveryFile *file = g_new0 (MusterDeliveryFile, 1);

  file->id = id;
  g_ptr_array_add (delivery->files, file);

  return file;
}

void
muster_answer_free (MusterAnswer *answer)
{
  if (answer == NULL)
    return;

  g_free (answer->id);
  g_free (answer->request);
  g_free (answer->by);
  g_free (answer->note);
  g_free (answer);
}
