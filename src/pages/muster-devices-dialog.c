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

/* The only ones of their people, confirmed all at once, or taken back */
typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  MusterListDialog *dialog;
  AdwDialog *wait;
  GCancellable *cancellable;
  GPtrArray *confirmed;
  gboolean back;
} Round;

static void
round_free (Round *round)
{
  g_object_unref (round->office);
  g_object_unref (round->actor);
  g_object_unref (round->dialog);
  g_object_unref (round->cancellable);
  g_ptr_array_unref (round->confirmed);
  g_free (round);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Round, round_free)

/* The offer to take a round back belongs to the toasts of the dialog, and does not hold it. */
typedef struct
{
  GWeakRef dialog;
  GPtrArray *confirmed;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_weak_ref_clear (&offer->dialog);
  g_ptr_array_unref (offer->confirmed);
  g_free (offer);
}

static void begin_round (MusterListDialog *dialog, GPtrArray *confirmed, gboolean back);

static void
take_back (gpointer data)
{
  Offer *offer = data;
  g_autoptr (MusterListDialog) dialog = g_weak_ref_get (&offer->dialog);

  if (dialog != NULL)
    begin_round (dialog, offer->confirmed, TRUE);
}

static void
offer_back (Round *round)
{
  guint n = round->confirmed->len;
  Offer *offer = g_new0 (Offer, 1);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u device confirmed", "%u devices confirmed", n), n);

  g_weak_ref_init (&offer->dialog, round->dialog);
  offer->confirmed = g_ptr_array_ref (round->confirmed);
  muster_notice_offer_undo (muster_list_dialog_get_content (round->dialog), text,
                            take_back, offer, offer_free);
}

static gpointer
round_work (gpointer data,
            MusterProgress progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  Round *round = data;
  gboolean done =
    round->back
      ? muster_phones_take_back (round->office, round->actor, round->confirmed, progress,
                                 progress_data, cancellable, error)
      : muster_phones_confirm_sole (round->office, round->actor, round->confirmed,
                                    progress, progress_data, cancellable, error);

  return done ? round : NULL;
}

static void
progress_cb (guint64 done, guint64 total, gpointer data)
{
  muster_wait_dialog_set (((Round *) data)->wait, done, total);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Round) round = user_data;
  GtkWidget *content = muster_list_dialog_get_content (round->dialog);
  g_autoptr (GError) error = NULL;
  gboolean all = muster_office_run_finish (result, &error) != NULL;

  muster_wait_dialog_end (round->wait);

  /* What was done before it was stopped can be taken back too */
  if (!round->back && round->confirmed->len > 0)
    offer_back (round);
  else if (all && !round->back)
    muster_notice_say (content, _ ("There is a doubt about every device"));
  if (!all)
    muster_notice_show (content, error);
}

static void
begin_round (MusterListDialog *dialog, GPtrArray *confirmed, gboolean back)
{
  Round *round = g_new0 (Round, 1);

  round->office = g_object_ref (muster_list_dialog_get_office (dialog));
  round->actor = g_object_ref (muster_list_dialog_get_actor (dialog));
  round->dialog = g_object_ref (dialog);
  round->cancellable = g_cancellable_new ();
  round->confirmed = g_ptr_array_ref (confirmed);
  round->back = back;
  round->wait = muster_wait_dialog_present (
    GTK_WIDGET (dialog), back ? _ ("Taking Back") : _ ("Confirming Devices"),
    _ ("The only ones of their people"), round->cancellable);
  muster_office_run_async (dialog, round_work, round, NULL, NULL, progress_cb,
                           round->cancellable, ended_cb, round);
}

static void
confirm_sole (MusterListDialog *dialog)
{
  g_autoptr (GPtrArray)
    confirmed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  begin_round (dialog, confirmed, FALSE);
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
