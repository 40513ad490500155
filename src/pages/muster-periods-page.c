/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-periods-page.h"

#include "muster-cell-factory.h"
#include "muster-command-dialog.h"
#include "muster-day-key.h"
#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-period-commands.h"
#include "muster-period-text.h"
#include "muster-sign.h"
#include "muster-text.h"
#include "muster-wait-dialog.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

/* From so many days on, accepting shows how far it is. */
#define MANY_DAYS 20

struct _MusterPeriodsPage
{
  MusterPage parent_instance;

  GListStore *plan; /* of MusterPagedItem, by first date, newest first */
  GtkSingleSelection *selection;
  MusterPeriodPlanRow *shown;
  GPtrArray *checked; /* the checks of what is shown, NULL while they have not come */
  MusterPagedList *adjusted;
  GtkSelectionModel *adjusted_selection;

  GtkWidget *close_button;
  GtkColumnView *view;
  GtkColumnViewColumn *dates_column;
  GtkColumnViewColumn *state_column;
  GtkColumnViewColumn *about_column;
  GtkColumnViewColumn *people_column;
  GtkColumnViewColumn *days_column;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkStack *bodies;
  GtkListBox *checks;
  GtkListBox *open_history;
  GtkStack *found;
  GtkListView *adjusted_view;
  GtkListBox *history;
  GtkButton *accept_button;
};

G_DEFINE_FINAL_TYPE (MusterPeriodsPage, muster_periods_page, MUSTER_TYPE_PAGE)

static MusterOffice *
office_of (MusterPeriodsPage *self)
{
  return muster_page_get_office (MUSTER_PAGE (self));
}

static MusterActor *
actor_of (MusterPeriodsPage *self)
{
  return muster_page_get_actor (MUSTER_PAGE (self));
}

static gboolean
may_close (MusterPeriodsPage *self)
{
  return muster_actor_may (actor_of (self), MUSTER_MAY_CLOSE);
}

static gboolean
is_closed (MusterPeriodPlanRow *row)
{
  return g_str_equal (row->state, "closed");
}

/* ---- The list ---- */

static char *
say_dates (gpointer row)
{
  return muster_text_dates (MUSTER_PERIOD_PLAN_ROW (row)->dates);
}

static char *
say_about (gpointer row)
{
  return muster_period_text_state (row);
}

static char *
say_people (gpointer row)
{
  MusterPeriodPlanRow *plan = row;

  return is_closed (plan) ? muster_text_number (plan->period->people) : g_strdup ("");
}

static char *
say_days (gpointer row)
{
  MusterPeriodPlanRow *plan = row;

  return is_closed (plan) ? muster_text_number (plan->period->days) : g_strdup ("");
}

static GtkWidget *
make_sign (gpointer data)
{
  return muster_sign_new ();
}

static void
show_sign (GtkWidget *cell, gpointer row)
{
  const char *state = row != NULL ? MUSTER_PERIOD_PLAN_ROW (row)->state : NULL;

  muster_sign_set (MUSTER_SIGN (cell),
                   state != NULL ? muster_words_find ("period_state", state) : NULL,
                   state != NULL ? muster_words_say ("period_state", state) : "");
}

static MusterPeriodPlanRow *
get_selected (MusterPeriodsPage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? muster_paged_item_get_row (item) : NULL;
}

/* ---- What there is to look at before closing ---- */

typedef struct
{
  const char *check;
  const char *where;
  enum
  {
    AS_IT_IS,
    AT_FIRST, /* at the first date concerned */
    SINCE,    /* from the first date of the period on */
  } when;
} Mending;

static const Mending mended[] = {
  { "pending", "today/pending", AT_FIRST }, { "incomplete", "today/missing", AT_FIRST },
  { "absent", "today/absent", AT_FIRST },   { "exceptions", "exceptions", SINCE },
  { "requests", "requests", AS_IT_IS },     { "silent", "sources", AS_IT_IS },
  { "drafts", "rules", AS_IT_IS },
};

static const Mending *
find_mending (const char *check)
{
  for (guint i = 0; i < G_N_ELEMENTS (mended); i++)
    if (g_str_equal (mended[i].check, check))
      return &mended[i];

  return NULL;
}

static MusterCheckRow *
find_check (MusterPeriodsPage *self, const char *check)
{
  for (guint i = 0; self->checked != NULL && i < self->checked->len; i++)
    {
      MusterCheckRow *row = g_ptr_array_index (self->checked, i);

      if (g_str_equal (row->check, check))
        return row;
    }

  return NULL;
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (widget);
  const char *check = g_variant_get_string (args, NULL);
  MusterCheckRow *row = find_check (self, check);
  const Mending *mending = find_mending (check);
  g_autofree char *where = NULL;

  if (row == NULL || mending == NULL)
    return;

  if (mending->when == SINCE)
    {
      g_autofree char *from = muster_date_format (self->shown->dates.from);

      where = g_strdup_printf ("%s/%s", mending->where, from);
    }
  if (mending->when == AT_FIRST && row->first != MUSTER_DATE_NONE)
    muster_outlook_set_date (muster_page_get_outlook (MUSTER_PAGE (self)), row->first);
  gtk_widget_activate_action (widget, "shell.go", "s",
                              where != NULL ? where : mending->where);
}

static GtkWidget *
build_check (MusterCheckRow *check)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = muster_words_say ("period_check", check->check);
  g_autofree char *text = muster_period_text_check (check);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  if (check->count == 0 || g_str_equal (check->check, "days"))
    return row;

  if (check->blocks)
    gtk_widget_add_css_class (row, "error");
  if (find_mending (check->check) == NULL)
    return row;

  button = gtk_button_new_with_label (_ ("Show"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "periods.check");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", check->check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);

  return row;
}

static void
checks_fetched (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterPeriodsPage) self = user_data;

  if (self->checks == NULL || self->shown == NULL)
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }
  if (rows->len == 0 || MUSTER_CHECK_ROW (g_ptr_array_index (rows, 0))->dates.from !=
                          self->shown->dates.from)
    return;

  g_clear_pointer (&self->checked, g_ptr_array_unref);
  self->checked = g_ptr_array_ref (rows);
  gtk_list_box_remove_all (self->checks);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->checks, build_check (g_ptr_array_index (rows, i)));
}

static void
show_checks (MusterPeriodsPage *self, gboolean same)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (!same)
    {
      GtkWidget *row = adw_action_row_new ();

      g_clear_pointer (&self->checked, g_ptr_array_unref);
      gtk_list_box_remove_all (self->checks);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Looking…"));
      gtk_list_box_append (self->checks, row);
    }
  gtk_stack_set_visible_child_name (self->bodies, "checks");
  filter->dates = self->shown->dates;
  muster_fetch_rows (office_of (self), actor_of (self), &muster_period_checks_listing,
                     filter, G_MAXUINT, muster_page_get_cancellable (MUSTER_PAGE (self)),
                     checks_fetched, g_object_ref (self));
}

/* ---- What came out otherwise ---- */

typedef struct
{
  GtkLabel *title;
  GtkLabel *changes;
  GtkLabel *cause;
} Card;

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
make_card (gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  Card *card = g_new0 (Card, 1);

  card->title = add_label (box, "heading");
  card->changes = add_label (box, "numeric");
  card->cause = add_label (box, "dim-label");
  g_object_set_data_full (G_OBJECT (box), "muster-card", card, g_free);

  return box;
}

static void
show_card (GtkWidget *cell, gpointer row)
{
  Card *card = g_object_get_data (G_OBJECT (cell), "muster-card");
  MusterAdjustedRow *adjusted = row;
  g_autofree char *person = NULL;
  g_autofree char *date = NULL;
  g_autofree char *title = NULL;
  g_autofree char *changes = NULL;
  g_autofree char *cause = NULL;

  if (row == NULL)
    {
      gtk_label_set_label (card->title, "");
      gtk_label_set_label (card->changes, "");
      gtk_label_set_label (card->cause, "");
      return;
    }

  person = muster_text_person (adjusted->person_name, adjusted->staff_no);
  date = muster_text_date_short (adjusted->date);
  title = g_strdup_printf ("%s · %s", person, date);
  changes = muster_period_text_changes (adjusted);
  cause = muster_period_text_cause (adjusted);
  gtk_label_set_label (card->title, title);
  gtk_label_set_label (card->changes, changes);
  gtk_label_set_label (card->cause, cause);
}

static guint
count_chosen (MusterPeriodsPage *self)
{
  g_autoptr (GtkBitset)
    bits = gtk_selection_model_get_selection (self->adjusted_selection);

  return (guint) gtk_bitset_get_size (bits);
}

static void
show_accept (MusterPeriodsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->adjusted));
  guint chosen = count_chosen (self);
  g_autofree char *text = NULL;

  if (chosen > 0)
    text = g_strdup_printf (ngettext ("_Accept %u Day into the Next Period",
                                      "_Accept %u Days into the Next Period", chosen),
                            chosen);
  else
    text = g_strdup_printf (ngettext ("_Accept the Day into the Next Period",
                                      "_Accept All %u Days into the Next Period", n),
                            n);
  gtk_button_set_label (self->accept_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "periods.accept",
                                 n > 0 && may_close (self));
  gtk_stack_set_visible_child_name (self->found, n > 0 ? "some" : "none");
}

static void
adjusted_found_cb (MusterPeriodsPage *self)
{
  const GError *error = muster_paged_list_get_error (self->adjusted);

  if (error != NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  show_accept (self);
}

static void
adjusted_activated_cb (MusterPeriodsPage *self, guint position)
{
  gint64 key = muster_paged_list_get_key (self->adjusted, position);

  muster_outlook_set_date (muster_page_get_outlook (MUSTER_PAGE (self)),
                           muster_day_key_get_date (key));
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.reveal", "(sx)", "today",
                              muster_day_key_get_person (key));
}

static void
show_adjusted (MusterPeriodsPage *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  gtk_stack_set_visible_child_name (self->bodies, "adjustments");
  filter->dates = self->shown->dates;
  muster_paged_list_set_filter (self->adjusted, filter);
}

/* ---- Who closed what when ---- */

static void
add_history (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_append (list, row);
}

static void
add_period (GtkListBox *list, MusterPeriodRow *period)
{
  g_autofree char *closed =
    muster_text_instant (period->closed_at, period->zone, period->zone);
  g_autofree char *people = muster_text_people (period->people);
  g_autofree char *days = muster_text_number (period->days);
  g_autofree char *title = g_strdup_printf (_ ("Closed by %s"), period->closed_by);
  /* Translators: an instant; "12 people"; a number of days */
  g_autofree char *text =
    g_strdup_printf (_ ("%1$s · %2$s, %3$s days"), closed, people, days);

  add_history (list, title, text);
  if (period->reopened_at != 0)
    {
      g_autofree char *reopened =
        muster_text_instant (period->reopened_at, period->zone, period->zone);
      g_autofree char *by = g_strdup_printf (_ ("Reopened by %s"), period->reopened_by);
      g_autofree char *why = g_strdup_printf ("%s · %s", reopened, period->reason);

      add_history (list, by, why);
    }
}

static void
history_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterPeriodsPage) self = user_data;
  GtkListBox *list;

  if (self->history == NULL || self->shown == NULL || rows == NULL)
    {
      if (self->history != NULL)
        muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  list = is_closed (self->shown) ? self->history : self->open_history;
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < rows->len; i++)
    add_period (list, g_ptr_array_index (rows, i));
  gtk_widget_set_visible (GTK_WIDGET (list), rows->len > 0);
}

static void
show_history (MusterPeriodsPage *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->dates = self->shown->dates;
  muster_fetch_rows (office_of (self), actor_of (self), &muster_periods_listing, filter,
                     G_MAXUINT, muster_page_get_cancellable (MUSTER_PAGE (self)),
                     history_fetched, g_object_ref (self));
}

/* ---- The detail ---- */

static void
show_selected (MusterPeriodsPage *self)
{
  MusterPeriodPlanRow *row = get_selected (self);
  gboolean same = row != NULL && self->shown != NULL &&
                  self->shown->dates.from == row->dates.from &&
                  is_closed (self->shown) == is_closed (row);
  g_autofree char *dates = NULL;
  g_autofree char *state = NULL;

  g_set_object (&self->shown, row);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "periods.close",
                                 row != NULL && !is_closed (row) && may_close (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "periods.reopen",
                                 row != NULL && is_closed (row) && may_close (self));
  /* What is on the screen can be accepted while it is read again. */
  if (!same || !is_closed (row))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "periods.accept", FALSE);
  if (row == NULL)
    return;

  dates = say_dates (row);
  state = muster_period_text_state (row);
  gtk_label_set_label (self->title_label, dates);
  gtk_label_set_label (self->state_label, state);
  show_history (self);
  if (is_closed (row))
    show_adjusted (self);
  else
    show_checks (self, same);
}

static void
selected_cb (MusterPeriodsPage *self)
{
  show_selected (self);
  if (self->shown != NULL)
    muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

/* The same dates as before; else the oldest that is over and not closed, else the newest. */
static guint
choose_position (MusterPeriodsPage *self, MusterDate wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->plan));
  guint due = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MusterPagedItem)
        item = g_list_model_get_item (G_LIST_MODEL (self->plan), i);
      MusterPeriodPlanRow *row = muster_paged_item_get_row (item);

      if (wanted >= row->dates.from && wanted <= row->dates.to)
        return i;
      if (!is_closed (row) && !g_str_equal (row->state, "open"))
        due = i;
    }

  return due != GTK_INVALID_LIST_POSITION ? due : 0;
}

static void
plan_fetched (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (MusterPeriodsPage) self = user_data;
  MusterPage *page = MUSTER_PAGE (self);
  gboolean detail;
  MusterDate wanted;

  if (self->view == NULL)
    return;
  if (rows == NULL)
    {
      muster_page_fail (page, error);
      return;
    }

  detail = self->shown == NULL || muster_page_get_show_detail (page);
  wanted = self->shown != NULL ? self->shown->dates.from : MUSTER_DATE_NONE;
  g_signal_handlers_block_by_func (self->selection, selected_cb, self);
  g_list_store_remove_all (self->plan);
  for (guint i = rows->len; i > 0; i--)
    {
      MusterPeriodPlanRow *row = g_ptr_array_index (rows, i - 1);
      g_autoptr (MusterPagedItem)
        item = muster_paged_item_new (row->dates.from, G_OBJECT (row));

      g_list_store_append (self->plan, item);
    }
  gtk_single_selection_set_selected (self->selection, choose_position (self, wanted));
  g_signal_handlers_unblock_by_func (self->selection, selected_cb, self);
  muster_page_end (page, MUSTER_PAGE_CONTENT);
  show_selected (self);
  muster_page_set_show_detail (page, detail);
}

static void
muster_periods_page_refresh (MusterPage *page)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_page_begin (page);
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_period_plan_listing, filter, G_MAXUINT,
                     muster_page_get_cancellable (page), plan_fetched,
                     g_object_ref (page));
}

/* ---- Closing ---- */

typedef struct
{
  MusterPeriodsPage *page;
  GCancellable *cancellable;
  AdwDialog *dialog;
  GtkWidget *force;
  MusterDates dates;
  gint64 period;
  char *amount;
} Closing;

static void
closing_free (gpointer data)
{
  Closing *closing = data;

  g_clear_object (&closing->page);
  g_clear_object (&closing->cancellable);
  g_free (closing->amount);
  g_free (closing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Closing, closing_free)

static void
undo_closing (gpointer data)
{
  Closing *closing = data;

  muster_page_submit (MUSTER_PAGE (closing->page), &muster_reopen_period,
                      g_variant_new ("(xs)", closing->period, _ ("Undone")), NULL, NULL,
                      NULL);
}

static void
closed_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Closing) closing = user_data;
  GtkWidget *widget = GTK_WIDGET (closing->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  g_autoptr (GVariant) counts = NULL;
  g_autofree char *text = NULL;

  muster_wait_dialog_end (g_steal_pointer (&closing->dialog));
  if (value == NULL)
    {
      muster_notice_show (widget, error);
      return;
    }

  counts = g_variant_get_child_value (value, 0);
  g_variant_lookup (counts, "period", "x", &closing->period);
  /* Translators: "1,230 days of 41 people" */
  text = g_strdup_printf (_ ("Closed: %s"), closing->amount);
  muster_notice_offer_undo (widget, text, undo_closing, g_steal_pointer (&closing),
                            closing_free);
}

static void
closing_agreed_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Closing) closing = user_data;
  MusterPeriodsPage *self = closing->page;
  gboolean force = closing->force != NULL &&
                   gtk_check_button_get_active (GTK_CHECK_BUTTON (closing->force));
  GCancellable *cancellable;
  GVariant *args;

  if (!g_str_equal (response, "close"))
    return;

  args = g_variant_new ("(iib)", closing->dates.from, closing->dates.to, force);
  cancellable = closing->cancellable;
  closing->dialog = muster_wait_dialog_present (
    GTK_WIDGET (self), _ ("Closing the Period"), closing->amount, cancellable);
  muster_office_submit_async (office_of (self), actor_of (self), &muster_close_period,
                              args, cancellable, closed_cb, g_steal_pointer (&closing));
}

static void
force_toggled_cb (GtkCheckButton *force, AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "close",
                                         gtk_check_button_get_active (force));
}

/* Days that are pending are only closed by somebody who says so. */
static void
ask_about_pending (AdwAlertDialog *dialog, Closing *closing, MusterCheckRow *pending)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("_Close although %u day is pending",
                               "_Close although %u days are pending", pending->count),
                     pending->count);

  closing->force = gtk_check_button_new_with_mnemonic (text);
  adw_alert_dialog_set_extra_child (dialog, closing->force);
  adw_alert_dialog_set_response_enabled (dialog, "close", FALSE);
  g_signal_connect_object (closing->force, "toggled", G_CALLBACK (force_toggled_cb),
                           dialog, 0);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (widget);
  MusterCheckRow *days = find_check (self, "days");
  MusterCheckRow *pending = find_check (self, "pending");
  g_autofree char *dates = NULL;
  g_autofree char *title = NULL;
  MusterDate today;
  Closing *closing;
  AdwDialog *dialog;

  if (self->shown == NULL || is_closed (self->shown))
    return;
  if (days == NULL)
    {
      muster_notice_say (widget, _ ("Still looking at the days of this period"));
      return;
    }

  today = muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self)));
  closing = g_new0 (Closing, 1);
  closing->page = g_object_ref (self);
  closing->cancellable = g_cancellable_new ();
  closing->dates =
    (MusterDates) { self->shown->dates.from, MIN (self->shown->dates.to, today) };
  closing->amount = muster_period_text_check (days);
  dates = muster_text_dates (closing->dates);
  title = g_strdup_printf (_ ("Close %s?"), dates);
  dialog = adw_alert_dialog_new (title, NULL);
  adw_alert_dialog_format_body (
    ADW_ALERT_DIALOG (dialog), "%s\n%s", closing->amount,
    _ ("They count for payroll as they are. What comes later no longer changes them and "
       "is shown as an adjustment."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  "close", _ ("C_lose Period"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "close",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  if (pending != NULL && pending->count > 0)
    ask_about_pending (ADW_ALERT_DIALOG (dialog), closing, pending);
  else
    adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect (dialog, "response", G_CALLBACK (closing_agreed_cb), closing);
  adw_dialog_present (dialog, widget);
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "reason", NULL };
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (widget);
  GVariantDict fixed;

  if (self->shown == NULL || !is_closed (self->shown))
    return;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "period", "x", self->shown->period->id);
  muster_command_dialog_present (widget, office_of (self), actor_of (self),
                                 &muster_reopen_period, _ ("Reopen the Period"), names,
                                 NULL, g_variant_dict_end (&fixed),
                                 _ ("The period is open again"));
}

/* ---- Accepting ---- */

typedef struct
{
  MusterPeriodsPage *page;
  MusterOffice *office;
  MusterActor *actor;
  const MusterCommand *command;
  gint64 period;
  GArray *keys;
  guint n_done;
} Accepting;

static void
accepting_free (gpointer data)
{
  Accepting *accepting = data;

  g_clear_object (&accepting->page);
  g_clear_object (&accepting->office);
  g_clear_object (&accepting->actor);
  g_clear_pointer (&accepting->keys, g_array_unref);
  g_free (accepting);
}

typedef struct
{
  Accepting *accepting;
  AdwDialog *dialog; /* nullable */
} Run;

/* Day by day: each is whole, and what is done when it is cancelled stays done. */
static gpointer
accept_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Accepting *accepting = data;

  for (guint i = 0; i < accepting->keys->len; i++)
    {
      gint64 key = g_array_index (accepting->keys, gint64, i);
      g_autoptr (GVariant) value = muster_office_submit (
        accepting->office, accepting->actor, accepting->command,
        g_variant_new ("(xxi)", accepting->period, muster_day_key_get_person (key),
                       muster_day_key_get_date (key)),
        cancellable, error);

      if (value == NULL)
        return NULL;
      accepting->n_done = i + 1;
      if (progress != NULL)
        progress (i + 1, accepting->keys->len, progress_data);
    }

  return accepting;
}

static void
accept_progress (guint64 done, guint64 total, gpointer user_data)
{
  Run *run = user_data;

  if (run->dialog != NULL)
    muster_wait_dialog_set (run->dialog, done, total);
}

static void run_accepting (Accepting *accepting, GAsyncReadyCallback callback);

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  GtkWidget *widget = GTK_WIDGET (run->accepting->page);
  g_autoptr (GError) error = NULL;

  if (run->dialog != NULL)
    muster_wait_dialog_end (run->dialog);
  if (muster_office_run_finish (result, &error) == NULL)
    muster_notice_show (widget, error);
  accepting_free (run->accepting);
}

static void
undo_accepting (gpointer data)
{
  Accepting *accepting = data;
  Accepting *back = g_new0 (Accepting, 1);

  back->page = g_object_ref (accepting->page);
  back->office = g_object_ref (accepting->office);
  back->actor = g_object_ref (accepting->actor);
  back->command = &muster_return_adjustment;
  back->period = accepting->period;
  back->keys = g_array_copy (accepting->keys);
  g_array_set_size (back->keys, accepting->n_done);
  run_accepting (back, taken_back_cb);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Run *run = user_data;
  Accepting *accepting = run->accepting;
  GtkWidget *widget = GTK_WIDGET (accepting->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (run->dialog != NULL)
    muster_wait_dialog_end (run->dialog);
  if (muster_office_run_finish (result, &error) == NULL)
    muster_notice_show (widget, error);
  if (accepting->n_done == 0)
    {
      accepting_free (accepting);
      return;
    }

  text = g_strdup_printf (ngettext ("%u day accepted into the next period",
                                    "%u days accepted into the next period",
                                    accepting->n_done),
                          accepting->n_done);
  muster_notice_offer_undo (widget, text, undo_accepting, accepting, accepting_free);
}

static void
run_accepting (Accepting *accepting, GAsyncReadyCallback callback)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Run *run = g_new0 (Run, 1);

  run->accepting = accepting;
  if (accepting->keys->len > MANY_DAYS)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u day", "%u days", accepting->keys->len), accepting->keys->len);

      run->dialog = muster_wait_dialog_present (GTK_WIDGET (accepting->page),
                                                _ ("Adjustments"), text, cancellable);
    }
  muster_office_run_async (accepting->page, accept_work, accepting, NULL, NULL,
                           accept_progress, cancellable, callback, run);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (widget);
  g_autoptr (GtkBitset)
    bits = gtk_selection_model_get_selection (self->adjusted_selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->adjusted));
  gboolean all = gtk_bitset_is_empty (bits);
  Accepting *accepting;

  if (self->shown == NULL || !is_closed (self->shown) || n == 0)
    return;

  accepting = g_new0 (Accepting, 1);
  accepting->page = g_object_ref (self);
  accepting->office = g_object_ref (office_of (self));
  accepting->actor = g_object_ref (actor_of (self));
  accepting->command = &muster_accept_adjustment;
  accepting->period = self->shown->period->id;
  accepting->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n; i++)
    if (all || gtk_bitset_contains (bits, i))
      {
        gint64 key = muster_paged_list_get_key (self->adjusted, i);

        g_array_append_val (accepting->keys, key);
      }
  run_accepting (accepting, accepted_cb);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (MUSTER_PERIODS_PAGE (widget)->adjusted_selection);
}

/* ---- Life ---- */

static void
muster_periods_page_move (MusterPage *page, int steps)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->plan));
  guint position = gtk_single_selection_get_selected (self->selection);
  gint64 wanted = position == GTK_INVALID_LIST_POSITION ? 0 : (gint64) position + steps;

  if (n > 0)
    gtk_column_view_scroll_to (self->view, (guint) CLAMP (wanted, 0, (gint64) n - 1),
                               NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS,
                               NULL);
}

static gboolean
muster_periods_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_PERIODS_PAGE (page)->view));
}

static void
muster_periods_page_constructed (GObject *object)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);
  g_autoptr (GtkListItemFactory)
    cards = muster_cell_factory_new (make_card, NULL, show_card);

  G_OBJECT_CLASS (muster_periods_page_parent_class)->constructed (object);

  self->plan = g_list_store_new (MUSTER_TYPE_PAGED_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->plan)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->adjusted = muster_paged_list_new (muster_page_get_office (page),
                                          muster_page_get_actor (page),
                                          &muster_adjusted_listing);
  muster_paged_list_set_live (self->adjusted, FALSE);
  self->adjusted_selection = GTK_SELECTION_MODEL (
    gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->adjusted))));
  gtk_list_view_set_factory (self->adjusted_view, cards);
  gtk_list_view_set_model (self->adjusted_view, self->adjusted_selection);
  g_signal_connect_object (self->adjusted, "found", G_CALLBACK (adjusted_found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->adjusted_selection, "selection-changed",
                           G_CALLBACK (show_accept), self, G_CONNECT_SWAPPED);
  show_selected (self);
}

static void
muster_periods_page_dispose (GObject *object)
{
  MusterPeriodsPage *self = MUSTER_PERIODS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PERIODS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->plan);
  g_clear_object (&self->adjusted_selection);
  g_clear_object (&self->adjusted);
  g_clear_object (&self->shown);
  g_clear_pointer (&self->checked, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_periods_page_parent_class)->dispose (object);
}

static void
muster_periods_page_class_init (MusterPeriodsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_periods_page_constructed;
  object_class->dispose = muster_periods_page_dispose;
  page_class->refresh = muster_periods_page_refresh;
  page_class->move = muster_periods_page_move;
  page_class->focus_content = muster_periods_page_focus_content;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-periods-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, close_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, view);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, dates_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, state_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, about_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, people_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, days_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, bodies);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, checks);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, open_history);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, found);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, adjusted_view);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, history);
  gtk_widget_class_bind_template_child (widget_class, MusterPeriodsPage, accept_button);
  gtk_widget_class_bind_template_callback (widget_class, adjusted_activated_cb);
  gtk_widget_class_install_action (widget_class, "periods.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "periods.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "periods.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "periods.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "periods.check", "s", check_action);
}

static void
set_text (GtkColumnViewColumn *column, MusterCellSay say, gboolean numeric)
{
  g_autoptr (GtkListItemFactory) factory = muster_cell_factory_new_text (say, numeric);

  gtk_column_view_column_set_factory (column, factory);
}

static void
muster_periods_page_init (MusterPeriodsPage *self)
{
  g_autoptr (GtkListItemFactory)
    sign = muster_cell_factory_new (make_sign, NULL, show_sign);

  gtk_widget_init_template (GTK_WIDGET (self));
  set_text (self->dates_column, say_dates, FALSE);
  set_text (self->about_column, say_about, FALSE);
  set_text (self->people_column, say_people, TRUE);
  set_text (self->days_column, say_days, TRUE);
  gtk_column_view_column_set_factory (self->state_column, sign);
}

const MusterPageKind muster_periods_page_kind = {
  .name = "periods",
  .title = N_ ("Periods"),
  .icon = "muster-periods-symbolic",
  .section = MUSTER_SECTION_CONTROL,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .get_type = muster_periods_page_get_type,
};
