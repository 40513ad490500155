/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exceptions-page.h"

#include "muster-command-dialog.h"
#include "muster-decider-choice.h"
#include "muster-decision-commands.h"
#include "muster-exception-card.h"
#include "muster-exception-run.h"
#include "muster-exception-text.h"
#include "muster-exception-view.h"
#include "muster-filter-bar.h"
#include "muster-place-commands.h"
#include "muster-queue.h"
#include "muster-reason-dialog.h"
#include "muster-request-dialog.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* The first ones are always there, the others when something is in them */
#define ALWAYS 3

static const char *const states[] = { "open",   "mine",    "decided",   "assigned",
                                      "asked",  "snoozed", "automatic", "grave",
                                      "slight", NULL };

static const char *const quick_excuses[] = {
  N_ ("A device or the network failed"),
  N_ ("Worked elsewhere, as agreed"),
  N_ ("Traffic or weather"),
  N_ ("Forgotten, confirmed by the supervisor"),
  NULL,
};

static const char *const quick_questions[] = {
  N_ ("Please add evidence"),
  N_ ("Where were you?"),
  N_ ("Who can confirm this?"),
  NULL,
};

struct _MusterExceptionsPage
{
  MusterPage parent_instance;

  MusterFilterBar *chips;
  MusterFilterBar *kinds;
  AdwNavigationSplitView *views;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkLabel *since_label;
  GtkWidget *since_button;
  MusterExceptionView *view;

  MusterQueue *queue;
  MusterDate since; /* NONE for the usual days */
};

G_DEFINE_FINAL_TYPE (MusterExceptionsPage, muster_exceptions_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_exceptions_page_kind = {
  .name = "exceptions",
  .title = N_ ("Exceptions"),
  .icon = "muster-exceptions-symbolic",
  .section = MUSTER_SECTION_DAILY,
  .scope = MUSTER_PAGE_PARTED | MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .get_type = muster_exceptions_page_get_type,
};

/* ---- The list ---- */

static GtkWidget *
make_card (gpointer data)
{
  return muster_exception_card_new ();
}

static void
show_card (GtkWidget *cell, gpointer row)
{
  muster_exception_card_set_row (cell, row);
}

static MusterExceptionRow *
get_row (MusterExceptionsPage *self)
{
  return muster_exception_view_get_row (self->view);
}

static gboolean
may_decide (MusterExceptionsPage *self)
{
  return muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)), MUSTER_MAY_DECIDE);
}

static void
enable_actions (MusterExceptionsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MusterExceptionRow *row = get_row (self);
  guint chosen = muster_queue_count_chosen (self->queue);
  gboolean many = chosen > 1;
  gboolean one = !many && row != NULL;
  gboolean decided =
    one && (g_str_equal (row->state, "decided") || g_str_equal (row->state, "snoozed"));
  gboolean of_person = one && row->person != NULL;
  gboolean decides = may_decide (self) && (many || one);

  gtk_widget_action_set_enabled (widget, "exceptions.accept", decides && !decided);
  gtk_widget_action_set_enabled (widget, "exceptions.excuse", decides && !decided);
  gtk_widget_action_set_enabled (widget, "exceptions.reopen",
                                 decides && (many || !g_str_equal (row->state, "open")));
  gtk_widget_action_set_enabled (widget, "exceptions.ask",
                                 decides && of_person && !decided);
  gtk_widget_action_set_enabled (widget, "exceptions.assign", decides && one && !decided);
  gtk_widget_action_set_enabled (widget, "exceptions.snooze", decides && one && !decided);
  gtk_widget_action_set_enabled (
    widget, "exceptions.correct",
    of_person &&
      muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)), MUSTER_MAY_REQUEST));
  gtk_widget_action_set_enabled (widget, "exceptions.open-day", of_person);
  gtk_widget_action_set_enabled (
    widget, "exceptions.bind-device",
    decides && of_person && row->exception.kind == MUSTER_EXCEPTION_UNBOUND_DEVICE);
  gtk_widget_action_set_enabled (widget, "exceptions.show-request",
                                 one && row->request_id != 0);
  gtk_widget_action_set_enabled (widget, "exceptions.copy", chosen > 0);
}

static void
queue_changed_cb (MusterExceptionsPage *self)
{
  muster_exception_view_set_row (self->view, muster_queue_get_row (self->queue));
  enable_actions (self);
}

/* The codes of the kinds, the graver first. */
static GStrv
list_kinds (void)
{
  g_autoptr (GStrvBuilder) kinds = g_strv_builder_new ();

  for (guint i = 0; i < MUSTER_N_EXCEPTION_KINDS; i++)
    g_strv_builder_add (kinds, muster_exception_kind_get_code (i));

  return g_strv_builder_end (kinds);
}

static void
show_counts (MusterPagedList *list, MusterFilterBar *bar, const char *const *codes)
{
  for (gsize i = 0; codes[i] != NULL; i++)
    muster_filter_bar_set_count (bar, codes[i],
                                 muster_paged_list_get_count (list, codes[i]));
}

static void
found_cb (MusterExceptionsPage *self)
{
  MusterPagedList *list = muster_queue_get_list (self->queue);
  const GError *error = muster_paged_list_get_error (list);
  g_auto (GStrv) kinds = list_kinds ();

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  show_counts (list, self->chips, states);
  show_counts (list, self->kinds, (const char *const *) kinds);
  muster_filter_bar_set_total (self->chips, muster_paged_list_get_total (list));
  muster_filter_bar_set_total (self->kinds, muster_paged_list_get_count (list, "open"));
  muster_page_end (MUSTER_PAGE (self), muster_queue_settle (self->queue));
}

static void
add_chosen (GStrvBuilder *all, MusterFilterBar *bar)
{
  g_auto (GStrv) chosen = muster_filter_bar_get_chosen (bar);

  if (chosen != NULL)
    g_strv_builder_addv (all, (const char **) chosen);
}

static void
muster_exceptions_page_refresh (MusterPage *page)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (page);
  MusterOutlook *outlook = muster_page_get_outlook (page);
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (outlook, FALSE);
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();
  g_autofree char *since = NULL;
  g_autofree char *text = NULL;

  muster_page_begin (page);
  filter->dates = (MusterDates) { self->since, MUSTER_DATE_EVER };
  add_chosen (chosen, self->chips);
  add_chosen (chosen, self->kinds);
  filter->states = g_strv_builder_end (chosen);
  if (*filter->states == NULL)
    g_clear_pointer (&filter->states, g_strfreev);

  since = muster_text_date (self->since != MUSTER_DATE_NONE
                              ? self->since
                              : muster_outlook_get_today (outlook) -
                                  MUSTER_EXCEPTIONS_DAYS + 1);
  /* Translators: the first date of what is listed */
  text = g_strdup_printf (_ ("Since %s"), since);
  gtk_label_set_label (self->since_label, text);
  gtk_widget_set_visible (self->since_button, self->since != MUSTER_DATE_NONE);
  muster_paged_list_set_filter (muster_queue_get_list (self->queue), filter);
}

static void
look_again (MusterExceptionsPage *self)
{
  muster_queue_restart (self->queue);
  muster_page_refresh (MUSTER_PAGE (self));
}

/* ---- Deciding ---- */

static GVariant *
build_decision (MusterExceptionRow *row, const char *decision, const char *reason)
{
  return g_variant_new ("(ssssis)", row->key, decision, reason, "", MUSTER_DATE_NONE, "");
}

/* Decides what is chosen: one at once, many with progress and one undo for all. */
static void
decide (MusterExceptionsPage *self, const char *decision, const char *reason)
{
  MusterExceptionRow *row = get_row (self);
  g_autofree char *title = NULL;
  g_autofree char *done = NULL;
  gboolean taken_back = g_str_equal (decision, "reopen");

  if (muster_queue_count_chosen (self->queue) > 1)
    {
      muster_exception_run (MUSTER_PAGE (self), muster_queue_get_list (self->queue),
                            muster_queue_get_selection (self->queue), decision, reason);
      return;
    }
  if (row == NULL)
    return;

  title = muster_exception_text_title (row);
  done =
    g_strdup_printf ("%s · %s", title, muster_words_say ("exception_decision", decision));
  muster_page_submit (MUSTER_PAGE (self), &muster_decide_exception,
                      build_decision (row, decision, reason), done,
                      taken_back ? NULL : &muster_decide_exception,
                      taken_back ? NULL : build_decision (row, "reopen", ""));
}

static char *
say_subject (MusterExceptionsPage *self)
{
  MusterExceptionRow *row = get_row (self);
  guint n = muster_queue_count_chosen (self->queue);
  g_autofree char *title = NULL;
  g_autofree char *what = NULL;

  if (n > 1)
    return g_strdup_printf (ngettext ("%u exception", "%u exceptions", n), n);
  if (row == NULL)
    return NULL;

  title = muster_exception_text_title (row);
  what = muster_exception_text_what (row);

  return g_strdup_printf ("%s · %s", title, what);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *args)
{
  decide (MUSTER_EXCEPTIONS_PAGE (widget), "accept", "");
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *args)
{
  decide (MUSTER_EXCEPTIONS_PAGE (widget), "reopen", "");
}

static void
excused_for (const char *reason, gpointer data)
{
  decide (data, "excuse", reason);
}

static void
excuse_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autofree char *subject = say_subject (MUSTER_EXCEPTIONS_PAGE (widget));

  muster_reason_dialog_present (widget, _ ("Excuse"), subject, _ ("_Excuse"),
                                quick_excuses, excused_for, g_object_ref (widget),
                                g_object_unref);
}

static void
asked_for (const char *reason, gpointer data)
{
  decide (data, "ask", reason);
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autofree char *subject = say_subject (MUSTER_EXCEPTIONS_PAGE (widget));

  muster_reason_dialog_present (widget, _ ("Ask for Evidence"), subject, _ ("_Ask"),
                                quick_questions, asked_for, g_object_ref (widget),
                                g_object_unref);
}

/* Asks for what else the decision says about the exception that is shown. */
static AdwDialog *
ask_more (MusterExceptionsPage *self,
          const char *decision,
          const char *title,
          const char *const *names,
          GVariant *shown)
{
  MusterPage *page = MUSTER_PAGE (self);
  GVariantDict fixed;
  AdwDialog *dialog;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "exception", "s", get_row (self)->key);
  g_variant_dict_insert (&fixed, "decision", "s", decision);
  dialog = muster_command_dialog_present (
    GTK_WIDGET (self), muster_page_get_office (page), muster_page_get_actor (page),
    &muster_decide_exception, title, names, shown, g_variant_dict_end (&fixed),
    muster_words_say ("exception_decision", decision));
  muster_command_dialog_set_inverse (dialog, &muster_decide_exception,
                                     build_decision (get_row (self), "reopen", ""));

  return dialog;
}

static void
assign (MusterPage *page, GtkStringList *options, const char *const *who)
{
  static const char *const names[] = { "assignee", "reason", NULL };
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (page);

  if (get_row (self) != NULL)
    muster_command_dialog_offer (
      ask_more (self, "assign", _ ("Give to Somebody"), names, NULL), "assignee", options,
      who);
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_decider_choice_fetch (MUSTER_PAGE (widget), assign);
}

/* The device becomes the person's own: what says otherwise goes away with that. */
static void
bind_device_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (widget);
  MusterExceptionRow *row = get_row (self);

  muster_page_submit (MUSTER_PAGE (self), &muster_bind_device,
                      g_variant_new ("(xss)", row->person->id, row->device, ""),
                      _ ("Device confirmed"), &muster_undo_device,
                      g_variant_new ("(xs)", row->person->id, row->device));
}

/* Until the next working day of most, unless one says otherwise. */
static void
snooze_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "until", "reason", NULL };
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (widget);
  MusterDate date =
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self))) + 1;
  GVariantDict shown;

  while (muster_date_get_weekday (date) >= 5)
    date++;
  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "until", "i", date);
  ask_more (self, "snooze", _ ("Put Off"), names, g_variant_dict_end (&shown));
}

/* The request that would mend an exception of a kind. */
static const char *
correction_of (MusterExceptionKind kind)
{
  switch (kind)
    {
    case MUSTER_EXCEPTION_LATE:
    case MUSTER_EXCEPTION_SEVERE:
      return "late";
    case MUSTER_EXCEPTION_EARLY:
      return "early";
    case MUSTER_EXCEPTION_OUTSIDE:
    case MUSTER_EXCEPTION_UNCERTAIN:
    case MUSTER_EXCEPTION_MOCK:
    case MUSTER_EXCEPTION_SPEED:
    case MUSTER_EXCEPTION_SAME_POSITION:
      return "location";
    case MUSTER_EXCEPTION_SHARED_DEVICE:
    case MUSTER_EXCEPTION_SEVERAL_DEVICES:
    case MUSTER_EXCEPTION_UNBOUND_DEVICE:
    case MUSTER_EXCEPTION_WEAK_VERIFY:
      return "device";
    case MUSTER_EXCEPTION_OVERTIME:
      return "overtime";
    default:
      return "missing";
    }
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (self);
  MusterExceptionRow *row = get_row (self);
  GVariantDict shown;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "kind", "s", correction_of (row->exception.kind));
  g_variant_dict_insert (&shown, "date", "i", row->exception.date);
  g_variant_dict_insert (&shown, "slot", "s", row->out ? "out" : "in");
  muster_request_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), row->person,
                                 g_variant_dict_end (&shown));
}

static void
show_request_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterExceptionRow *row = get_row (MUSTER_EXCEPTIONS_PAGE (widget));

  if (row != NULL && row->request_id != 0)
    gtk_widget_activate_action (widget, "shell.show-request", "x", row->request_id);
}

static void
open_day_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (widget);
  MusterExceptionRow *row = get_row (self);

  muster_outlook_set_date (muster_page_get_outlook (MUSTER_PAGE (self)),
                           row->exception.date);
  gtk_widget_activate_action (widget, "shell.reveal", "(sx)", "today", row->person->id);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_queue_copy (MUSTER_EXCEPTIONS_PAGE (widget)->queue);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (
    muster_queue_get_selection (MUSTER_EXCEPTIONS_PAGE (widget)->queue));
}

/* ---- A page ---- */

static void
muster_exceptions_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_EXCEPTIONS_PAGE (page)->chips);
  muster_filter_bar_clear (MUSTER_EXCEPTIONS_PAGE (page)->kinds);
}

static void
usual_days_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MUSTER_EXCEPTIONS_PAGE (widget)->since = MUSTER_DATE_NONE;
  look_again (MUSTER_EXCEPTIONS_PAGE (widget));
}

static gboolean
muster_exceptions_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_EXCEPTIONS_PAGE (page)->list));
}

static void
muster_exceptions_page_move (MusterPage *page, int steps)
{
  muster_queue_move (MUSTER_EXCEPTIONS_PAGE (page)->queue, steps);
}

static void
muster_exceptions_page_show_view (MusterPage *page, const char *view)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (page);
  MusterDate since;

  muster_filter_bar_clear (self->kinds);
  muster_filter_bar_choose (self->chips, "open");
  if (muster_date_parse (view, &since, NULL))
    self->since = since;
  else if (muster_exception_kind_find (view) < MUSTER_N_EXCEPTION_KINDS)
    muster_filter_bar_choose (self->kinds, view);
  else
    muster_filter_bar_choose (self->chips, view);
  look_again (self);
}

/* ---- Life ---- */

static void
muster_exceptions_page_constructed (GObject *object)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_exceptions_page_parent_class)->constructed (object);

  self->queue = muster_queue_new (page, &muster_exceptions_listing, self->views,
                                  self->scroller, self->list, make_card, show_card);
  muster_exception_view_set_doors (self->view, muster_page_get_office (page),
                                   muster_page_get_actor (page));

  g_signal_connect_object (muster_queue_get_list (self->queue), "found",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  enable_actions (self);
}

static void
muster_exceptions_page_dispose (GObject *object)
{
  MusterExceptionsPage *self = MUSTER_EXCEPTIONS_PAGE (object);

  g_clear_object (&self->queue);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_EXCEPTIONS_PAGE);

  G_OBJECT_CLASS (muster_exceptions_page_parent_class)->dispose (object);
}

static void
map_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_exception_view_open_map (MUSTER_EXCEPTIONS_PAGE (widget)->view);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint key;
  } actions[] = {
    { "exceptions.accept", accept_action, GDK_KEY_a },
    { "exceptions.excuse", excuse_action, GDK_KEY_e },
    { "exceptions.correct", correct_action, GDK_KEY_c },
    { "exceptions.ask", ask_action, GDK_KEY_q },
    { "exceptions.assign", assign_action, GDK_KEY_g },
    { "exceptions.bind-device", bind_device_action, 0 },
    { "exceptions.show-request", show_request_action, GDK_KEY_v },
    { "exceptions.snooze", snooze_action, GDK_KEY_s },
    { "exceptions.reopen", reopen_action, 0 },
    { "exceptions.open-day", open_day_action, GDK_KEY_o },
    { "exceptions.map", map_action, GDK_KEY_m },
    { "exceptions.copy", copy_action, 0 },
    { "exceptions.select-all", select_all_action, 0 },
    { "exceptions.usual-days", usual_days_action, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL,
                                       actions[i].activate);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, 0,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "exceptions.copy", NULL);
}

static void
muster_exceptions_page_class_init (MusterExceptionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_exceptions_page_constructed;
  object_class->dispose = muster_exceptions_page_dispose;
  page_class->refresh = muster_exceptions_page_refresh;
  page_class->clear_filters = muster_exceptions_page_clear_filters;
  page_class->focus_content = muster_exceptions_page_focus_content;
  page_class->move = muster_exceptions_page_move;
  page_class->show_view = muster_exceptions_page_show_view;

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_EXCEPTION_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-exceptions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, views);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, since_label);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, since_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionsPage, view);
  install_actions (widget_class);
}

static void
muster_exceptions_page_init (MusterExceptionsPage *self)
{
  g_auto (GStrv) kinds = list_kinds ();

  self->since = MUSTER_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  muster_filter_bar_set_states (self->chips, "exception_state", states, ALWAYS);
  muster_filter_bar_set_states (self->kinds, "exception", (const char *const *) kinds, 0);
  muster_filter_bar_choose (self->chips, "open");
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kinds, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
}
