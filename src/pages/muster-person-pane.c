/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-person-pane.h"

#include "muster-badge-dialog.h"
#include "muster-command-catalog.h"
#include "muster-device-row.h"
#include "muster-fetch.h"
#include "muster-lieu.h"
#include "muster-notice.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"
#include "muster-person-dialog.h"
#include "muster-place-commands.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

struct _MusterPersonPane
{
  GtkWidget parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterOutlook *outlook;
  MusterPerson *person;
  GCancellable *cancellable;

  GtkWidget *root;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *staff_no_label;
  GtkWidget *edit_button;
  AdwActionRow *department_row;
  AdwActionRow *group_row;
  AdwActionRow *employed_row;
  AdwActionRow *exempt_row;
  AdwActionRow *zone_row;
  AdwActionRow *lieu_row;
  GtkWidget *map_button;
  GtkListBox *badges_list;
  GtkWidget *devices_group;
  GtkListBox *devices_list;
  GtkWidget *memberships_group;
  GtkListBox *memberships_list;
};

G_DEFINE_FINAL_TYPE (MusterPersonPane, muster_person_pane, GTK_TYPE_WIDGET)

/* Whether the window went away while something was asked for: then nobody wants to know. */
static gboolean
is_gone (MusterPersonPane *self)
{
  return gtk_widget_get_root (GTK_WIDGET (self)) == NULL;
}

typedef struct
{
  MusterPersonPane *pane;
  MusterBadgeRow *badge;
} Unmapping;

static void
unmapping_free (gpointer data)
{
  Unmapping *unmapping = data;

  g_object_unref (unmapping->pane);
  g_object_unref (unmapping->badge);
  g_free (unmapping);
}

static void
show_property (AdwActionRow *row, const char *text)
{
  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && *text != '\0');
}

static char *
describe_span (MusterDate joined, MusterDate left)
{
  g_autofree char *from = muster_text_date (joined);
  g_autofree char *to = muster_text_date (left);

  if (*from == '\0' && *to == '\0')
    return g_strdup (_ ("Without dates"));
  if (*to == '\0')
    /* Translators: a date: since when someone is employed */
    return g_strdup_printf (_ ("Since %s"), from);
  if (*from == '\0')
    /* Translators: a date: the last day of employment */
    return g_strdup_printf (_ ("Until %s"), to);

  /* Translators: two dates */
  return g_strdup_printf (_ ("%1$s – %2$s"), from, to);
}

static void
remapped_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  if ((value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
remap (gpointer data)
{
  Unmapping *unmapping = data;
  MusterBadgeRow *badge = unmapping->badge;
  MusterPersonPane *self = unmapping->pane;

  muster_office_submit_async (
    self->office, self->actor, &muster_map_person,
    g_variant_new ("(xsx)", badge->source_id, badge->key, badge->person_id), NULL,
    remapped_cb, g_object_ref (self));
}

static void
unmapped_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Unmapping *unmapping = user_data;
  GtkWidget *pane = GTK_WIDGET (unmapping->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *text = NULL;

  if ((value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    {
      muster_notice_show (pane, error);
      unmapping_free (unmapping);
      return;
    }

  /* Translators: a device number */
  text = g_strdup_printf (_ ("Number %s taken away"), unmapping->badge->key);
  muster_notice_offer_undo (pane, text, remap, unmapping, unmapping_free);
}

static void
unmap_cb (GtkButton *button, gpointer user_data)
{
  MusterPersonPane *self = user_data;
  MusterBadgeRow *badge = g_object_get_data (G_OBJECT (button), "badge");
  Unmapping *unmapping = g_new0 (Unmapping, 1);

  unmapping->pane = g_object_ref (self);
  unmapping->badge = g_object_ref (badge);
  muster_office_submit_async (self->office, self->actor, &muster_unmap_person,
                              g_variant_new ("(xs)", badge->source_id, badge->key),
                              self->cancellable, unmapped_cb, unmapping);
}

static void
dress_take_away (MusterPersonPane *self, GtkWidget *button)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Take this number away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this number away"), -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, muster_actor_may (self->actor, MUSTER_MAY_EDIT_PEOPLE));
}

static void
add_badge (MusterPersonPane *self, MusterBadgeRow *badge)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *count = muster_text_number (badge->n_punches);
  g_autofree char *last = muster_text_date_short (
    badge->last_at != 0 ? muster_zone_get_civil (badge->zone, badge->last_at, NULL)
                        : MUSTER_DATE_NONE);
  g_autofree char *note = NULL;

  if (badge->n_punches == 0)
    note = g_strdup_printf (_ ("%s · no punches yet"), badge->source_name);
  else
    /* Translators: name of a source, a number, a date */
    note = g_strdup_printf (ngettext ("%1$s · %2$s punch, last %3$s",
                                      "%1$s · %2$s punches, last %3$s",
                                      (gulong) badge->n_punches),
                            badge->source_name, count, last);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), badge->key);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  gtk_widget_add_css_class (row, "numeric");

  g_object_set_data_full (G_OBJECT (button), "badge", g_object_ref (badge),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unmap_cb), self, 0);
  dress_take_away (self, button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->badges_list, row);
}

static void
changed_expectation_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  if ((value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
unexpect_cb (GtkButton *button, gpointer user_data)
{
  MusterPersonPane *self = user_data;

  muster_office_submit_async (
    self->office, self->actor, &muster_unexpect_badge,
    g_variant_new ("(xsx)", self->person->id,
                   g_object_get_data (G_OBJECT (button), "key"), (gint64) 0),
    self->cancellable, changed_expectation_cb, g_object_ref (self));
}

/* A number that is expected on every source and came with no punch yet. */
static void
add_expected (MusterPersonPane *self, const char *key)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), key);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ ("Expected on every source"));
  gtk_widget_add_css_class (row, "numeric");
  g_object_set_data_full (G_OBJECT (button), "key", g_strdup (key), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unexpect_cb), self, 0);
  dress_take_away (self, button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->badges_list, row);
}

static gboolean
has_key (GPtrArray *badges, const char *key)
{
  for (guint i = 0; i < badges->len; i++)
    {
      MusterBadgeRow *badge = g_ptr_array_index (badges, i);

      if (badge != NULL && g_str_equal (badge->key, key))
        return TRUE;
    }

  return FALSE;
}

static void
badges_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (is_gone (self))
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->badges_list);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      add_badge (self, g_ptr_array_index (rows, i));

  /* "source:key"; without a source it is expected on every one. */
  for (char **one = self->person != NULL ? self->person->badges : NULL;
       one != NULL && *one != NULL; one++)
    if (**one == ':' && !has_key (rows, *one + 1))
      add_expected (self, *one + 1);
}

static void
memberships_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (is_gone (self))
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->memberships_list);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterMembershipRow *membership = g_ptr_array_index (rows, i);
      g_autofree char *span = NULL;
      GtkWidget *row;

      if (membership == NULL)
        continue;

      span = describe_span (membership->from, membership->to);
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (
        ADW_PREFERENCES_ROW (row),
        muster_outlook_say_group (self->outlook, membership->group));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), span);
      gtk_list_box_append (self->memberships_list, row);
    }

  /* One group without end is what the row above says already. */
  gtk_widget_set_visible (self->memberships_group, rows->len > 1);
}

static void
badges_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (is_gone (self))
    return;
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, badges_loaded_cb, g_object_ref (self));
}

static void
memberships_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (is_gone (self))
    return;
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, memberships_loaded_cb,
                              g_object_ref (self));
}

static void
show_balance (MusterPersonPane *self, const MusterLieuBalance *balance)
{
  g_autofree char *left = muster_text_minutes (balance->left);
  g_autofree char *expiring = muster_text_minutes (balance->expiring);
  g_autofree char *date = muster_text_date (
    balance->expires != MUSTER_DATE_EVER ? balance->expires : MUSTER_DATE_NONE);
  g_autofree char *text = NULL;

  if (balance->expiring > 0)
    /* Translators: durations and a date: time off in lieu that is left, and part of it for the
     * last time on a date */
    text = g_strdup_printf (_ ("%1$s left, %2$s of it until %3$s"), left, expiring, date);
  else
    text = g_strdup_printf (_ ("%s left"), left);

  /* Whoever never earned any has no balance to look at. */
  show_property (self->lieu_row, balance->earned > 0 || balance->taken > 0 ? text : NULL);
}

static void
balance_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;

  if (is_gone (self))
    return;
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else if (rows->len > 0)
    show_balance (self, &MUSTER_LIEU_ROW (g_ptr_array_index (rows, 0))->balance);
}

static void read_lists (MusterPersonPane *self);

/* The offer to take a decision back belongs to the toasts of the window, and does not hold the pane. */
typedef struct
{
  GWeakRef pane;
  const char *done; /* what happened, in words */
  GVariant *undo;   /* arguments of the command that takes it back */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_weak_ref_clear (&decision->pane);
  g_variant_unref (decision->undo);
  g_free (decision);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decision, decision_free)

static void
device_undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL && !is_gone (self))
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
undo_device (gpointer data)
{
  Decision *decision = data;
  g_autoptr (MusterPersonPane) self = g_weak_ref_get (&decision->pane);

  if (self != NULL && !is_gone (self))
    muster_office_submit_async (self->office, self->actor, &muster_undo_device,
                                decision->undo, NULL, device_undone_cb,
                                g_object_ref (self));
}

static void
device_decided_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Decision) decision = user_data;
  g_autoptr (MusterPersonPane) self = g_weak_ref_get (&decision->pane);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  const char *done = decision->done;

  if (self == NULL || is_gone (self))
    return;

  if (value != NULL)
    {
      muster_notice_offer_undo (GTK_WIDGET (self), done, undo_device,
                                g_steal_pointer (&decision), decision_free);
      return;
    }

  muster_notice_show (GTK_WIDGET (self), error);
  read_lists (self);
}

static void
device_decided (MusterPhoneRow *phone, gboolean bind, gpointer data)
{
  MusterPersonPane *self = data;
  Decision *decision = g_new0 (Decision, 1);

  g_weak_ref_init (&decision->pane, self);
  decision->undo =
    g_variant_ref_sink (g_variant_new ("(xs)", phone->person_id, phone->device));
  decision->done = bind                                  ? _ ("Device confirmed")
                   : g_str_equal (phone->state, "bound") ? _ ("Device released")
                                                         : _ ("Device refused");
  muster_office_submit_async (
    self->office, self->actor, bind ? &muster_bind_device : &muster_unbind_device,
    g_variant_new ("(xss)", phone->person_id, phone->device, ""), NULL, device_decided_cb,
    decision);
}

static void
devices_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterPersonPane) self = user_data;
  gboolean may = muster_actor_may (self->actor, MUSTER_MAY_DECIDE);

  if (is_gone (self))
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->devices_list);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->devices_list,
                         muster_device_row_new (g_ptr_array_index (rows, i), FALSE,
                                                may ? device_decided : NULL, self));
  gtk_widget_set_visible (self->devices_group, rows->len > 0);
}

static void
read_lists (MusterPersonPane *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->person == NULL)
    return;

  filter->person_id = self->person->id;
  muster_office_list_async (self->office, self->actor, &muster_badges_listing, filter,
                            self->cancellable, badges_found_cb, g_object_ref (self));
  muster_office_list_async (self->office, self->actor, &muster_memberships_listing,
                            filter, self->cancellable, memberships_found_cb,
                            g_object_ref (self));
  muster_fetch_rows (self->office, self->actor, &muster_phones_listing, filter, G_MAXUINT,
                     self->cancellable, devices_fetched, g_object_ref (self));
  show_property (self->lieu_row, NULL);
  muster_fetch_rows (self->office, self->actor, &muster_balances_listing, filter, 1,
                     self->cancellable, balance_fetched, g_object_ref (self));
}

static void
office_changed_cb (MusterPersonPane *self, guint topics)
{
  if (topics & (MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PUNCHES))
    read_lists (self);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPersonPane *self = MUSTER_PERSON_PANE (widget);

  if (self->person != NULL)
    muster_person_dialog_present (widget, self->office, self->actor, self->person);
}

static void
map_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPersonPane *self = MUSTER_PERSON_PANE (widget);

  if (self->person != NULL)
    muster_badge_dialog_present_for_person (widget, self->office, self->actor,
                                            self->person);
}

static void
show_days_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPersonPane *self = MUSTER_PERSON_PANE (widget);

  if (self->person != NULL)
    gtk_widget_activate_action (widget, "shell.reveal", "(sx)", "today",
                                self->person->id);
}

static void
muster_person_pane_dispose (GObject *object)
{
  MusterPersonPane *self = MUSTER_PERSON_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->person); /* what changes now is not looked at */
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PERSON_PANE);

  G_OBJECT_CLASS (muster_person_pane_parent_class)->dispose (object);
}

static void
muster_person_pane_finalize (GObject *object)
{
  MusterPersonPane *self = MUSTER_PERSON_PANE (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->outlook);
  g_clear_object (&self->person);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_person_pane_parent_class)->finalize (object);
}

static void
muster_person_pane_class_init (MusterPersonPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_person_pane_dispose;
  object_class->finalize = muster_person_pane_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-person-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, root);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, avatar);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, name_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, staff_no_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, edit_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, department_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, group_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, employed_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, exempt_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, zone_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, lieu_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, map_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, badges_list);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, devices_group);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, devices_list);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane,
                                        memberships_group);
  gtk_widget_class_bind_template_child (widget_class, MusterPersonPane, memberships_list);

  gtk_widget_class_install_action (widget_class, "pane.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "pane.map", NULL, map_action);
  gtk_widget_class_install_action (widget_class, "pane.show-days", NULL,
                                   show_days_action);
}

static void
muster_person_pane_init (MusterPersonPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

MusterPersonPane *
muster_person_pane_new (MusterOffice *office, MusterActor *actor, MusterOutlook *outlook)
{
  MusterPersonPane *self = g_object_new (MUSTER_TYPE_PERSON_PANE, NULL);

  muster_person_pane_watch (self, office, actor, outlook);

  return self;
}

void
muster_person_pane_watch (MusterPersonPane *self,
                          MusterOffice *office,
                          MusterActor *actor,
                          MusterOutlook *outlook)
{
  gboolean may;

  g_return_if_fail (MUSTER_IS_PERSON_PANE (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->outlook = g_object_ref (outlook);
  may = muster_actor_may (actor, MUSTER_MAY_EDIT_PEOPLE);
  gtk_widget_set_visible (self->edit_button, may);
  gtk_widget_set_visible (self->map_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.edit", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pane.map", may);
  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
muster_person_pane_set_person (MusterPersonPane *self, MusterPerson *person)
{
  g_autofree char *department = NULL;
  g_autofree char *span = NULL;
  gboolean other;

  g_return_if_fail (MUSTER_IS_PERSON_PANE (self));

  other = self->person == NULL || person == NULL || self->person->id != person->id;
  if (!g_set_object (&self->person, person))
    return;

  if (other)
    {
      gtk_list_box_remove_all (self->badges_list);
      gtk_widget_set_visible (self->devices_group, FALSE);
      gtk_widget_set_visible (self->memberships_group, FALSE);
    }
  if (person == NULL)
    return;

  department = muster_text_department (person->department);
  span = describe_span (person->joined, person->left);
  adw_avatar_set_text (self->avatar, person->name);
  gtk_label_set_label (self->name_label, person->name);
  gtk_label_set_label (self->staff_no_label, person->staff_no);
  show_property (self->department_row, department);
  show_property (self->group_row,
                 muster_outlook_say_group (self->outlook, person->group));
  show_property (self->employed_row, span);
  show_property (self->zone_row, person->zone);
  gtk_widget_set_visible (GTK_WIDGET (self->exempt_row), person->exempt);
  read_lists (self);
}

MusterPerson *
muster_person_pane_get_person (MusterPersonPane *self)
{
  g_return_val_if_fail (MUSTER_IS_PERSON_PANE (self), NULL);

  return self->person;
}
