/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-devices-dialog.h"

#include "muster-device-row.h"
#include "muster-list-dialog.h"
#include "muster-notice.h"
#include "muster-phones.h"
#include "muster-place-commands.h"
#include "muster-wait-dialog.h"

#include <glib/gi18n-lib.h>

/* More rows than anybody reads; confirming those without doubt leaves few. */
#define MOST 200

static void
decided (MusterPhoneRow *phone, gboolean bind, gpointer data)
{
  muster_list_dialog_submit (data, bind ? &muster_bind_device : &muster_unbind_device,
                             g_variant_new ("(xss)", phone->person_id, phone->device, ""),
                             bind ? _ ("Device confirmed") : _ ("Device refused"),
                             &muster_undo_device,
                             g_variant_new ("(xs)", phone->person_id, phone->device));
}

static GtkWidget *
make_row (MusterListDialog *dialog, gpointer item)
{
  gboolean may =
    muster_actor_may (muster_list_dialog_get_actor (dialog), MUSTER_MAY_DECIDE);

  return muster_device_row_new (item, TRUE, may ? decided : NULL, dialog);
}

/* ---- Those without doubt ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  MusterListDialog *dialog;
  AdwDialog *wait;
  GCancellable *cancellable;
  guint n;
} Round;

static void
round_free (Round *round)
{
  g_object_unref (round->office);
  g_object_unref (round->actor);
  g_object_unref (round->dialog);
  g_object_unref (round->cancellable);
  g_free (round);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_free)

static gpointer
confirm_work (gpointer data,
              MusterProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  Round *round = data;

  return muster_phones_confirm_sole (round->office, round->actor, &round->n, progress,
                                     progress_data, cancellable, error)
           ? round
           : NULL;
}

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  muster_wait_dialog_set (((Round *) data)->wait, done, total);
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Round) round = user_data;
  GtkWidget *content = muster_list_dialog_get_content (round->dialog);
  g_autoptr (GError) error = NULL;
  gboolean all = muster_office_run_finish (result, &error) != NULL;
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u device confirmed", "%u devices confirmed", round->n), round->n);

  muster_wait_dialog_end (round->wait);
  if (!all && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    muster_notice_show (content, error);
  else
    muster_notice_say (content, text);
}

static void
confirm_sole (MusterListDialog *dialog)
{
  Round *round = g_new0 (Round, 1);

  round->office = g_object_ref (muster_list_dialog_get_office (dialog));
  round->actor = g_object_ref (muster_list_dialog_get_actor (dialog));
  round->dialog = g_object_ref (dialog);
  round->cancellable = g_cancellable_new ();
  round->wait = muster_wait_dialog_present (GTK_WIDGET (dialog), _ ("Confirming Devices"),
                                            _ ("The only ones of their people"),
                                            round->cancellable);
  muster_office_run_async (dialog, confirm_work, round, NULL, NULL, progress_cb,
                           round->cancellable, confirmed_cb, round);
}

AdwDialog *
muster_devices_dialog_present (MusterPage *page)
{
  static const char *const proposed[] = { "proposed", NULL };
  const MusterListDialogKind kind = {
    .title = _ ("Devices to Confirm"),
    .label = _ ("Devices that nobody has confirmed yet"),
    .none_icon = "muster-present-symbolic",
    .none_title = _ ("No Device Waits"),
    .none_text = _ ("A phone is proposed when somebody punches with it for the first "
                    "time. Those of one person stand in People."),
    .listing = &muster_phones_listing,
    .states = proposed,
    .most = MOST,
    .make_row = make_row,
  };
  MusterListDialog *dialog = muster_list_dialog_present (page, &kind);

  if (muster_actor_may (muster_page_get_actor (page), MUSTER_MAY_DECIDE))
    muster_list_dialog_add_button (
      dialog, NULL, _ ("Confirm _Plain Ones"),
      _ ("Confirm those without doubt: the only device of a person, used by nobody else"),
      confirm_sole);

  return ADW_DIALOG (dialog);
}
