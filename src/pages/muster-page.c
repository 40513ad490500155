/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-page.h"

#include "muster-error.h"
#include "muster-notice.h"
#include "muster-scope-bar.h"

#include <glib/gi18n-lib.h>

/* A look that takes less shows nothing; one that takes longer shows that it works. */
#define PATIENCE_MSEC 300
#define PULSE_MSEC 100

typedef struct
{
  const MusterPageKind *kind;
  MusterOffice *office;
  MusterActor *actor;
  MusterOutlook *outlook;
  GCancellable *cancellable;

  GMenuModel *menu;
  gboolean show_detail;
  gboolean shown_wide; /* whether the detail was there before it became narrow */
  gboolean narrow;
  gboolean cramped; /* so narrow that the header has no room for the primary control */

  MusterPageState state;
  gboolean stale;
  guint patience_id;
  guint pulse_id;
  char *failure;

  GtkWidget *root;
  AdwBin *wide_bar;
  GtkWidget *narrow_bar;
  MusterScopeBar *wide_scope;
  MusterScopeBar *narrow_scope;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GtkToggleButton *search_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  AdwBin *primary_bin;
  AdwBin *low_bin;
  AdwOverlaySplitView *split;
  AdwBin *detail_bin;
  AdwBin *top_bin;
  AdwBin *content_bin;
  AdwBin *empty_bin;
  GtkProgressBar *busy;
  GtkSpinner *spinner;
  GtkStack *states;
  AdwStatusPage *failed_status;
} MusterPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MusterPage, muster_page, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  PROP_OFFICE,
  PROP_ACTOR,
  PROP_OUTLOOK,
  PROP_TOP,
  PROP_CONTENT,
  PROP_EMPTY,
  PROP_DETAIL,
  PROP_SHOW_DETAIL,
  PROP_PRIMARY,
  PROP_NARROW,
  PROP_CRAMPED,
  PROP_MENU,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *state_names[] = {
  [MUSTER_PAGE_LOADING] = "loading", [MUSTER_PAGE_CONTENT] = "content",
  [MUSTER_PAGE_EMPTY] = "empty",     [MUSTER_PAGE_NOTHING] = "nothing",
  [MUSTER_PAGE_FAILED] = "failed",   [MUSTER_PAGE_DENIED] = "denied",
};

typedef struct
{
  MusterPage *page;
  char *done;
  const MusterCommand *inverse;
  GVariant *inverse_args;
} Submission;

static void
submission_free (gpointer data)
{
  Submission *submission = data;

  g_object_unref (submission->page);
  g_free (submission->done);
  g_clear_pointer (&submission->inverse_args, g_variant_unref);
  g_free (submission);
}

static void
show_state (MusterPage *self, MusterPageState state)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  /* A page without a first step of its own says the general thing. */
  if (state == MUSTER_PAGE_EMPTY && adw_bin_get_child (priv->empty_bin) == NULL)
    state = MUSTER_PAGE_NOTHING;

  priv->state = state;
  gtk_stack_set_visible_child_name (priv->states, state_names[state]);
}

static void
stop_waiting (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_clear_handle_id (&priv->patience_id, g_source_remove);
  g_clear_handle_id (&priv->pulse_id, g_source_remove);
  if (priv->busy != NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (priv->busy), FALSE);
      gtk_spinner_set_spinning (priv->spinner, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (priv->spinner), FALSE);
    }
}

static gboolean
pulse_cb (gpointer user_data)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (user_data);

  gtk_progress_bar_pulse (priv->busy);

  return G_SOURCE_CONTINUE;
}

static gboolean
patience_cb (gpointer user_data)
{
  MusterPage *self = user_data;
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  priv->patience_id = 0;

  if (priv->state == MUSTER_PAGE_LOADING)
    {
      gtk_widget_set_visible (GTK_WIDGET (priv->spinner), TRUE);
      gtk_spinner_set_spinning (priv->spinner, TRUE);
    }
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (priv->busy), TRUE);
      priv->pulse_id = g_timeout_add (PULSE_MSEC, pulse_cb, self);
    }

  return G_SOURCE_REMOVE;
}

static void
look_again (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  priv->stale = FALSE;

  if (!muster_actor_may (priv->actor, priv->kind->permission))
    {
      show_state (self, MUSTER_PAGE_DENIED);
      return;
    }

  MUSTER_PAGE_GET_CLASS (self)->refresh (self);
}

static void
office_changed_cb (MusterPage *self, guint topics)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (topics & priv->kind->topics)
    muster_page_refresh (self);
}

static void search_changed_cb (MusterPage *self);

/* Pages share one search, so a page that comes back shows what it is by now. */
static void
show_search (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);
  g_autofree char *search = g_strdup (muster_outlook_get_search (priv->outlook));
  g_autofree char *typed =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (priv->search_entry))));

  if (!(priv->kind->scope & MUSTER_PAGE_SEARCHED))
    return;

  /* An entry says at once that it is empty, also on its way to another text */
  g_signal_handlers_block_by_func (priv->search_entry, search_changed_cb, self);
  if (g_strcmp0 (typed, search != NULL ? search : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (priv->search_entry),
                           search != NULL ? search : "");
  g_signal_handlers_unblock_by_func (priv->search_entry, search_changed_cb, self);
  if (search != NULL)
    gtk_search_bar_set_search_mode (priv->search_bar, TRUE);
}

static void
search_changed_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    muster_outlook_set_search (priv->outlook,
                               gtk_editable_get_text (GTK_EDITABLE (priv->search_entry)));
}

static void
search_mode_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (gtk_search_bar_get_search_mode (priv->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    muster_outlook_set_search (priv->outlook, NULL);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (MUSTER_PAGE (widget));

  if (!(priv->kind->scope & MUSTER_PAGE_SEARCHED))
    return;

  gtk_search_bar_set_search_mode (priv->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (priv->search_entry));
}

static void
close_detail_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_page_set_show_detail (MUSTER_PAGE (widget), FALSE);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_page_refresh (MUSTER_PAGE (widget));
}

static void
outlook_changed_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_search (self);
  if (priv->kind->scope != 0)
    muster_page_refresh (self);
}

static void
day_passed_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (priv->kind->scope & MUSTER_PAGE_DATED)
    muster_page_refresh (self);
}

static void
try_again_cb (MusterPage *self)
{
  muster_page_refresh (self);
}

static void
copy_details_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (priv->failure != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), priv->failure);
}

static void
clear_filters_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (MUSTER_PAGE_GET_CLASS (self)->clear_filters != NULL)
    MUSTER_PAGE_GET_CLASS (self)->clear_filters (self);

  muster_outlook_set_part (priv->outlook, NULL, NULL);
  muster_outlook_set_search (priv->outlook, NULL);
  muster_page_refresh (self);
}

static void
undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  if ((value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
take_back (gpointer data)
{
  Submission *submission = data;
  MusterPagePrivate *priv = muster_page_get_instance_private (submission->page);

  muster_office_submit_async (priv->office, priv->actor, submission->inverse,
                              submission->inverse_args, priv->cancellable, undone_cb,
                              g_object_ref (submission->page));
}

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  GtkWidget *widget = GTK_WIDGET (submission->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (widget, error);
  else if (submission->done != NULL && submission->inverse != NULL)
    {
      muster_notice_offer_undo (widget, submission->done, take_back, submission,
                                submission_free);
      return;
    }
  else if (submission->done != NULL)
    muster_notice_say (widget, submission->done);

  submission_free (submission);
}

static GtkWidget *
get_primary (MusterPagePrivate *priv)
{
  GtkWidget *primary = adw_bin_get_child (priv->primary_bin);

  return primary != NULL ? primary : adw_bin_get_child (priv->low_bin);
}

static void
set_primary (MusterPagePrivate *priv, GtkWidget *primary)
{
  AdwBin *bin = priv->cramped ? priv->low_bin : priv->primary_bin;

  if (primary != NULL && adw_bin_get_child (bin) == primary)
    return;

  adw_bin_set_child (priv->primary_bin, NULL);
  adw_bin_set_child (priv->low_bin, NULL);
  adw_bin_set_child (bin, primary);
}

/* What the header has no room for stands below the page. */
static void
arrange (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);
  GtkWidget *primary = get_primary (priv);
  gboolean scoped = (priv->kind->scope & (MUSTER_PAGE_DATED | MUSTER_PAGE_PARTED)) != 0;

  if (primary != NULL)
    g_object_ref (primary);
  set_primary (priv, primary);
  gtk_widget_set_visible (GTK_WIDGET (priv->wide_bar), !priv->narrow);
  gtk_widget_set_visible (GTK_WIDGET (priv->low_bin), priv->cramped && primary != NULL &&
                                                        gtk_widget_get_visible (primary));
  gtk_widget_set_visible (
    priv->narrow_bar,
    priv->narrow && (scoped || gtk_widget_get_visible (GTK_WIDGET (priv->low_bin))));
  g_clear_object (&primary);
}

/* When it becomes narrow the detail would cover the list; when wide again it is as it was. */
static void
collapsed_cb (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  if (adw_overlay_split_view_get_collapsed (priv->split))
    {
      priv->shown_wide = priv->show_detail;
      muster_page_set_show_detail (self, FALSE);
    }
  else
    {
      muster_page_set_show_detail (self, priv->show_detail || priv->shown_wide);
    }
}

/* Which reach the page can show: its user's choice, or its own. */
static int
reach_of_scope (guint scope)
{
  if ((scope & MUSTER_PAGE_SPANNED) != 0)
    return -1;

  return (scope & MUSTER_PAGE_MONTHLY) != 0 ? MUSTER_REACH_MONTH : MUSTER_REACH_DAY;
}

static void
muster_page_map (GtkWidget *widget)
{
  MusterPage *self = MUSTER_PAGE (widget);
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  muster_outlook_pin_reach (priv->outlook, reach_of_scope (priv->kind->scope));
  GTK_WIDGET_CLASS (muster_page_parent_class)->map (widget);

  show_search (self);
  if (priv->stale)
    look_again (self);
}

static void
prepare_scope_bar (MusterPage *self, MusterScopeBar *bar)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);
  guint scope = priv->kind->scope;

  g_object_set (bar, "outlook", priv->outlook, "dated", (scope & MUSTER_PAGE_DATED) != 0,
                "spanned", (scope & MUSTER_PAGE_SPANNED) != 0, "parted",
                (scope & MUSTER_PAGE_PARTED) != 0, "visible",
                (scope & (MUSTER_PAGE_DATED | MUSTER_PAGE_PARTED)) != 0, NULL);
}

static void
muster_page_constructed (GObject *object)
{
  MusterPage *self = MUSTER_PAGE (object);
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  G_OBJECT_CLASS (muster_page_parent_class)->constructed (object);

  adw_window_title_set_title (priv->title, _ (priv->kind->title));
  gtk_widget_set_visible (GTK_WIDGET (priv->search_button),
                          priv->kind->scope & MUSTER_PAGE_SEARCHED);
  prepare_scope_bar (self, priv->wide_scope);
  prepare_scope_bar (self, priv->narrow_scope);

  g_signal_connect_object (priv->office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->outlook, "changed", G_CALLBACK (outlook_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->outlook, "day-passed", G_CALLBACK (day_passed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
muster_page_dispose (GObject *object)
{
  MusterPage *self = MUSTER_PAGE (object);
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_cancellable_cancel (priv->cancellable);
  stop_waiting (self);
  g_clear_object (&priv->menu);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PAGE);

  G_OBJECT_CLASS (muster_page_parent_class)->dispose (object);
}

static void
muster_page_finalize (GObject *object)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (MUSTER_PAGE (object));

  g_clear_object (&priv->office);
  g_clear_object (&priv->actor);
  g_clear_object (&priv->outlook);
  g_clear_object (&priv->cancellable);
  g_free (priv->failure);

  G_OBJECT_CLASS (muster_page_parent_class)->finalize (object);
}

static void
muster_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (MUSTER_PAGE (object));

  switch (id)
    {
    case PROP_KIND:
      g_value_set_pointer (value, (gpointer) priv->kind);
      break;
    case PROP_OFFICE:
      g_value_set_object (value, priv->office);
      break;
    case PROP_ACTOR:
      g_value_set_object (value, priv->actor);
      break;
    case PROP_OUTLOOK:
      g_value_set_object (value, priv->outlook);
      break;
    case PROP_TOP:
      g_value_set_object (value, adw_bin_get_child (priv->top_bin));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (priv->content_bin));
      break;
    case PROP_EMPTY:
      g_value_set_object (value, adw_bin_get_child (priv->empty_bin));
      break;
    case PROP_DETAIL:
      g_value_set_object (value, adw_bin_get_child (priv->detail_bin));
      break;
    case PROP_SHOW_DETAIL:
      g_value_set_boolean (value, priv->show_detail);
      break;
    case PROP_PRIMARY:
      g_value_set_object (value, get_primary (priv));
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_CRAMPED:
      g_value_set_boolean (value, priv->cramped);
      break;
    case PROP_MENU:
      g_value_set_object (value, priv->menu);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_page_set_property (GObject *object,
                          guint id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  MusterPage *self = MUSTER_PAGE (object);
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  switch (id)
    {
    case PROP_KIND:
      priv->kind = g_value_get_pointer (value);
      break;
    case PROP_OFFICE:
      priv->office = g_value_dup_object (value);
      break;
    case PROP_ACTOR:
      priv->actor = g_value_dup_object (value);
      break;
    case PROP_OUTLOOK:
      priv->outlook = g_value_dup_object (value);
      break;
    case PROP_TOP:
      adw_bin_set_child (priv->top_bin, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->content_bin, g_value_get_object (value));
      break;
    case PROP_EMPTY:
      adw_bin_set_child (priv->empty_bin, g_value_get_object (value));
      break;
    case PROP_DETAIL:
      adw_bin_set_child (priv->detail_bin, g_value_get_object (value));
      break;
    case PROP_SHOW_DETAIL:
      muster_page_set_show_detail (self, g_value_get_boolean (value));
      break;
    case PROP_PRIMARY:
      set_primary (priv, g_value_get_object (value));
      break;
    case PROP_NARROW:
      priv->narrow = g_value_get_boolean (value);
      arrange (self);
      break;
    case PROP_CRAMPED:
      priv->cramped = g_value_get_boolean (value);
      arrange (self);
      break;
    case PROP_MENU:
      g_set_object (&priv->menu, g_value_get_object (value));
      gtk_widget_set_visible (GTK_WIDGET (priv->menu_button), priv->menu != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_page_class_init (MusterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                           G_PARAM_STATIC_STRINGS;
  const GParamFlags part = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = muster_page_constructed;
  object_class->dispose = muster_page_dispose;
  object_class->finalize = muster_page_finalize;
  object_class->get_property = muster_page_get_property;
  object_class->set_property = muster_page_set_property;
  widget_class->map = muster_page_map;

  properties[PROP_KIND] = g_param_spec_pointer ("kind", NULL, NULL, once);
  properties[PROP_OFFICE] =
    g_param_spec_object ("office", NULL, NULL, MUSTER_TYPE_OFFICE, once);
  properties[PROP_ACTOR] =
    g_param_spec_object ("actor", NULL, NULL, MUSTER_TYPE_ACTOR, once);
  properties[PROP_OUTLOOK] =
    g_param_spec_object ("outlook", NULL, NULL, MUSTER_TYPE_OUTLOOK, once);
  properties[PROP_TOP] = g_param_spec_object ("top", NULL, NULL, GTK_TYPE_WIDGET, part);
  properties[PROP_CONTENT] =
    g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, part);
  properties[PROP_EMPTY] =
    g_param_spec_object ("empty", NULL, NULL, GTK_TYPE_WIDGET, part);
  properties[PROP_DETAIL] =
    g_param_spec_object ("detail", NULL, NULL, GTK_TYPE_WIDGET, part);
  properties[PROP_SHOW_DETAIL] = g_param_spec_boolean ("show-detail", NULL, NULL, FALSE,
                                                       part | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PRIMARY] =
    g_param_spec_object ("primary", NULL, NULL, GTK_TYPE_WIDGET, part);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, part);
  properties[PROP_CRAMPED] = g_param_spec_boolean ("cramped", NULL, NULL, FALSE, part);
  properties[PROP_MENU] =
    g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL, part);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MUSTER_TYPE_SCOPE_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, root);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, wide_bar);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, narrow_bar);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, wide_scope);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, narrow_scope);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, title);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, search_button);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, search_bar);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, primary_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, low_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, split);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, detail_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, top_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, content_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, empty_bin);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, busy);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, states);
  gtk_widget_class_bind_template_child_private (widget_class, MusterPage, failed_status);
  gtk_widget_class_bind_template_callback (widget_class, collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_details_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filters_cb);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "page.close-detail", NULL,
                                   close_detail_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "page.close-detail", NULL);
}

static void
muster_page_init (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (priv->menu_button), FALSE);
}

const MusterPageKind *
muster_page_get_kind (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  return priv->kind;
}

MusterOffice *
muster_page_get_office (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  return priv->office;
}

MusterActor *
muster_page_get_actor (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  return priv->actor;
}

MusterOutlook *
muster_page_get_outlook (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  return priv->outlook;
}

GCancellable *
muster_page_get_cancellable (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  return priv->cancellable;
}

gboolean
muster_page_get_show_detail (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), FALSE);

  return priv->show_detail;
}

void
muster_page_set_show_detail (MusterPage *self, gboolean show)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_if_fail (MUSTER_IS_PAGE (self));

  show = !!show;
  if (priv->show_detail == show)
    return;

  priv->show_detail = show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAIL]);
}

void
muster_page_refresh (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_if_fail (MUSTER_IS_PAGE (self));

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_again (self);
  else
    priv->stale = TRUE;
}

void
muster_page_begin (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_if_fail (MUSTER_IS_PAGE (self));

  if (priv->patience_id == 0 && priv->pulse_id == 0)
    priv->patience_id = g_timeout_add (PATIENCE_MSEC, patience_cb, self);
}

void
muster_page_end (MusterPage *self, MusterPageState state)
{
  g_return_if_fail (MUSTER_IS_PAGE (self));

  stop_waiting (self);
  show_state (self, state);
}

void
muster_page_fail (MusterPage *self, const GError *error)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);
  g_autofree char *escaped = NULL;

  g_return_if_fail (MUSTER_IS_PAGE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop_waiting (self);

  if (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_DENIED))
    {
      show_state (self, MUSTER_PAGE_DENIED);
      return;
    }

  escaped = g_markup_escape_text (error->message, -1);
  g_clear_pointer (&priv->failure, g_free);
  priv->failure = muster_notice_describe (error);
  adw_status_page_set_description (priv->failed_status, escaped);
  show_state (self, MUSTER_PAGE_FAILED);
}

MusterPageState
muster_page_get_state (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), MUSTER_PAGE_FAILED);

  return priv->state;
}

void
muster_page_submit (MusterPage *self,
                    const MusterCommand *command,
                    GVariant *args,
                    const char *done,
                    const MusterCommand *inverse,
                    GVariant *inverse_args)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);
  Submission *submission;

  g_return_if_fail (MUSTER_IS_PAGE (self));
  g_return_if_fail (command != NULL);

  submission = g_new0 (Submission, 1);
  submission->page = g_object_ref (self);
  submission->done = g_strdup (done);
  submission->inverse = inverse;
  if (inverse_args != NULL)
    submission->inverse_args = g_variant_ref_sink (inverse_args);

  muster_office_submit_async (priv->office, priv->actor, command, args, priv->cancellable,
                              submitted_cb, submission);
}

gboolean
muster_page_reveal (MusterPage *self, gint64 person_id)
{
  g_return_val_if_fail (MUSTER_IS_PAGE (self), FALSE);

  return MUSTER_PAGE_GET_CLASS (self)->reveal != NULL &&
         MUSTER_PAGE_GET_CLASS (self)->reveal (self, person_id);
}

GtkWidget *
muster_page_build_detail (MusterPage *self, char **title)
{
  g_return_val_if_fail (MUSTER_IS_PAGE (self), NULL);

  if (MUSTER_PAGE_GET_CLASS (self)->build_detail == NULL)
    return NULL;

  return MUSTER_PAGE_GET_CLASS (self)->build_detail (self, title);
}

gboolean
muster_page_focus_content (MusterPage *self)
{
  MusterPagePrivate *priv = muster_page_get_instance_private (self);

  g_return_val_if_fail (MUSTER_IS_PAGE (self), FALSE);

  if (MUSTER_PAGE_GET_CLASS (self)->focus_content != NULL)
    return MUSTER_PAGE_GET_CLASS (self)->focus_content (self);

  return gtk_widget_child_focus (GTK_WIDGET (priv->content_bin), GTK_DIR_TAB_FORWARD);
}

void
muster_page_move (MusterPage *self, int steps)
{
  g_return_if_fail (MUSTER_IS_PAGE (self));

  if (MUSTER_PAGE_GET_CLASS (self)->move != NULL)
    MUSTER_PAGE_GET_CLASS (self)->move (self, steps);
}

void
muster_page_show_view (MusterPage *self, const char *view)
{
  g_return_if_fail (MUSTER_IS_PAGE (self));
  g_return_if_fail (view != NULL);

  if (MUSTER_PAGE_GET_CLASS (self)->show_view != NULL)
    MUSTER_PAGE_GET_CLASS (self)->show_view (self, view);
}
